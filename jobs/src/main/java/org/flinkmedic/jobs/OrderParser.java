package org.flinkmedic.jobs;

import org.apache.flink.api.common.functions.MapFunction;

/** Reads lines of the form {@code id;customer;amount}. */
final class OrderParser implements MapFunction<String, Order> {
    private static final long serialVersionUID = 1L;

    @Override
    public Order map(String line) {
        String[] fields = line.split(";");
        double amount = Double.parseDouble(fields[2]);
        return new Order(fields[1], Math.round(amount * 100));
    }
}
