package org.flinkmedic.jobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A partitioned log that grows at a fixed rate since a given moment, whether a job reads it or not: after an outage
 * there is a backlog, as with a message broker. Offsets are checkpointed; readers report {@code pendingRecords}.
 */
final class EventLog implements Source<String, LogPartition, List<LogPartition>> {
    private static final long serialVersionUID = 1L;

    /** What the log is; the same for every reader. Rates are in records per second over all partitions. */
    static final class Shape implements Serializable {
        private static final long serialVersionUID = 1L;

        final long originMillis;
        final double rate;
        final double readRate;
        final int partitions;
        final String controlFile;

        Shape(long originMillis, double rate, double readRate, int partitions, String controlFile) {
            this.originMillis = originMillis;
            this.rate = rate;
            this.readRate = readRate;
            this.partitions = partitions;
            this.controlFile = controlFile;
        }

        /** Returns how many records one partition holds at that time. */
        long produced(long nowMillis) {
            return (long) Math.max(0, (nowMillis - originMillis) / 1000.0 * rate / partitions);
        }
    }

    private final Shape shape;

    EventLog(Shape shape) {
        this.shape = shape;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<String, LogPartition> createReader(SourceReaderContext context) {
        return new LogReader(context, shape);
    }

    @Override
    public SplitEnumerator<LogPartition, List<LogPartition>> createEnumerator(
            SplitEnumeratorContext<LogPartition> context) {
        List<LogPartition> all = new ArrayList<>();
        for (int number = 0; number < shape.partitions; number++) {
            all.add(new LogPartition(number, 0));
        }
        return new LogEnumerator(context, all);
    }

    @Override
    public SplitEnumerator<LogPartition, List<LogPartition>> restoreEnumerator(
            SplitEnumeratorContext<LogPartition> context, List<LogPartition> unassigned) {
        return new LogEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<LogPartition> getSplitSerializer() {
        return new PartitionSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<LogPartition>> getEnumeratorCheckpointSerializer() {
        return new PartitionListSerializer();
    }

    private static final class PartitionSerializer implements SimpleVersionedSerializer<LogPartition> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(LogPartition partition) throws IOException {
            return write(List.of(partition));
        }

        @Override
        public LogPartition deserialize(int version, byte[] bytes) throws IOException {
            return read(bytes).get(0);
        }
    }

    private static final class PartitionListSerializer implements SimpleVersionedSerializer<List<LogPartition>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<LogPartition> partitions) throws IOException {
            return write(partitions);
        }

        @Override
        public List<LogPartition> deserialize(int version, byte[] bytes) throws IOException {
            return read(bytes);
        }
    }

    private static byte[] write(List<LogPartition> partitions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(partitions.size());
        for (LogPartition partition : partitions) {
            out.writeInt(partition.number());
            out.writeLong(partition.offset());
        }
        return bytes.toByteArray();
    }

    private static List<LogPartition> read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<LogPartition> partitions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            partitions.add(new LogPartition(in.readInt(), in.readLong()));
        }
        return partitions;
    }
}
