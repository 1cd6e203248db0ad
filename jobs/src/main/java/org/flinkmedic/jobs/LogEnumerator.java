package org.flinkmedic.jobs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives every partition to one reader. Its state is the partitions that no reader has yet. */
final class LogEnumerator implements SplitEnumerator<LogPartition, List<LogPartition>> {
    private final SplitEnumeratorContext<LogPartition> context;
    private final List<LogPartition> unassigned;

    LogEnumerator(SplitEnumeratorContext<LogPartition> context, List<LogPartition> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addReader(int subtask) {
        assignTo(subtask);
    }

    @Override
    public void addSplitsBack(List<LogPartition> splits, int subtask) {
        unassigned.addAll(splits);
        if (context.registeredReaders().containsKey(subtask)) {
            assignTo(subtask);
        }
    }

    private void assignTo(int subtask) {
        Iterator<LogPartition> each = unassigned.iterator();
        while (each.hasNext()) {
            LogPartition partition = each.next();
            if (partition.number() % context.currentParallelism() == subtask) {
                context.assignSplit(partition, subtask);
                each.remove();
            }
        }
    }

    @Override
    public List<LogPartition> snapshotState(long checkpointId) {
        return new ArrayList<>(unassigned);
    }

    @Override
    public void close() {}
}
