package org.flinkmedic.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads its partitions in turn, never faster than the log's read rate. */
final class LogReader implements SourceReader<String, LogPartition> {
    private static final long WAIT_MILLIS = 10;
    private static final int CUSTOMERS = 200;
    /**
     * Longest stretch of unused read allowance that may be spent at once. Long enough that a reader held up by slow
     * operators is always held up by them, never by its own limit.
     */
    private static final double BURST_SECONDS = 2;

    /** A partition and how far it was read. Only the task thread writes; the metric thread reads. */
    private static final class Cursor {
        final int number;
        volatile long offset;

        Cursor(LogPartition partition) {
            number = partition.number();
            offset = partition.offset();
        }
    }

    private final EventLog.Shape shape;
    private final Control control;
    private final List<Cursor> cursors = new CopyOnWriteArrayList<>();
    private double allowance;
    private long allowanceAtNanos = System.nanoTime();
    private int next;

    LogReader(SourceReaderContext context, EventLog.Shape shape) {
        this.shape = shape;
        this.control = new Control(shape.controlFile);
        context.metricGroup().setPendingRecordsGauge(this::pendingRecords);
    }

    private long pendingRecords() {
        long produced = shape.produced(System.currentTimeMillis());
        long pending = 0;
        for (Cursor cursor : cursors) {
            pending += Math.max(0, produced - cursor.offset);
        }
        return pending;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
        if (cursors.isEmpty() || !mayRead()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        long produced = shape.produced(System.currentTimeMillis());
        for (int tried = 0; tried < cursors.size(); tried++) {
            next = (next + 1) % cursors.size();
            Cursor cursor = cursors.get(next);
            if (cursor.offset < produced) {
                output.collect(line(cursor.number, cursor.offset));
                cursor.offset = cursor.offset + 1;
                allowance -= 1;
                return InputStatus.MORE_AVAILABLE;
            }
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private boolean mayRead() {
        double perSecond = shape.readRate * cursors.size() / shape.partitions;
        long now = System.nanoTime();
        allowance += (now - allowanceAtNanos) / 1e9 * perSecond;
        allowance = Math.min(allowance, Math.max(1, perSecond * BURST_SECONDS));
        allowanceAtNanos = now;
        return allowance >= 1;
    }

    private String line(int partition, long offset) {
        long customer = (offset * 31 + partition) % CUSTOMERS;
        boolean grouped = partition == 0 && offset == control.number("groupedAmountAt", -1);
        String amount = grouped ? "1.299,00" : (offset % 90 + 10) + ".50";
        return partition + "-" + offset + ";customer-" + customer + ";" + amount;
    }

    @Override
    public List<LogPartition> snapshotState(long checkpointId) {
        List<LogPartition> state = new ArrayList<>();
        for (Cursor cursor : cursors) {
            state.add(new LogPartition(cursor.number, cursor.offset));
        }
        return state;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void addSplits(List<LogPartition> splits) {
        for (LogPartition split : splits) {
            cursors.add(new Cursor(split));
        }
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
