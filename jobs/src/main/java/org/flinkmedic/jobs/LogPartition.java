package org.flinkmedic.jobs;

import org.apache.flink.api.connector.source.SourceSplit;

/** One partition of the log and the offset of the next record to read. */
record LogPartition(int number, long offset) implements SourceSplit {
    @Override
    public String splitId() {
        return "partition-" + number;
    }
}
