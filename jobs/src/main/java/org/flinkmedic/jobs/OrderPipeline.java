package org.flinkmedic.jobs;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reads orders from a log, enriches them and counts them per customer.
 * Arguments: {@code --name N --control FILE --origin EPOCH_MS --rate R --read-rate R --partitions N
 * --conf key=value ...}, the last repeated for every Flink option of this job.
 */
public final class OrderPipeline {
    private OrderPipeline() {}

    public static void main(String[] args) throws Exception {
        Configuration flink = new Configuration();
        String name = "orders";
        String control = null;
        long origin = System.currentTimeMillis();
        double rate = 100;
        double readRate = 1_000_000;
        int partitions = 4;
        for (int i = 0; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--name" -> name = value;
                case "--control" -> control = value;
                case "--origin" -> origin = Long.parseLong(value);
                case "--rate" -> rate = Double.parseDouble(value);
                case "--read-rate" -> readRate = Double.parseDouble(value);
                case "--partitions" -> partitions = Integer.parseInt(value);
                case "--conf" -> {
                    int equals = value.indexOf('=');
                    flink.setString(value.substring(0, equals), value.substring(equals + 1));
                }
                default -> throw new IllegalArgumentException("Unknown argument " + args[i]);
            }
        }

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        EventLog log = new EventLog(new EventLog.Shape(origin, rate, readRate, partitions, control));
        env.fromSource(log, WatermarkStrategy.noWatermarks(), "event-log", Types.STRING)
                .uid("event-log")
                .rebalance()
                .map(new OrderParser()).returns(Order.class).name("parse").uid("parse")
                .map(new Enrich(control)).returns(Order.class).name("enrich").uid("enrich")
                .keyBy(order -> order.customer)
                // Nobody wants the totals, and no sink of Flink's compiles with every version from 1.17 on.
                .process(new Totals()).returns(Types.STRING).name("totals").uid("totals");
        env.execute(name);
    }
}
