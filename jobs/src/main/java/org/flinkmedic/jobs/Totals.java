package org.flinkmedic.jobs;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts orders per customer (keyed state) and per subtask (operator state). Two gauges show the second count:
 * {@code restoredCount}, what the state held when this attempt started (0 = it started empty), and
 * {@code currentCount}. Their sums over the subtasks survive a change of parallelism.
 */
final class Totals extends KeyedProcessFunction<String, Order, String> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> perCustomer;
    private transient ListState<Long> savedCount;
    private transient volatile long restored;
    private transient volatile long current;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        perCustomer = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("orders-per-customer", Long.class));
        savedCount = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("orders-total", Long.class));
        long sum = 0;
        for (long part : savedCount.get()) {
            sum += part;
        }
        restored = sum;
        current = sum;
        getRuntimeContext().getMetricGroup().gauge("restoredCount", (Gauge<Long>) () -> restored);
        getRuntimeContext().getMetricGroup().gauge("currentCount", (Gauge<Long>) () -> current);
    }

    @Override
    public void processElement(Order order, Context context, Collector<String> out) throws Exception {
        Long seen = perCustomer.value();
        long now = seen == null ? 1 : seen + 1;
        perCustomer.update(now);
        current++;
        out.collect(order.customer + ";" + now);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        savedCount.clear();
        savedCount.add(current);
    }
}
