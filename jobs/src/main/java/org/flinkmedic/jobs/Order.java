package org.flinkmedic.jobs;

/** One parsed record. A Flink POJO: public fields and an empty constructor. */
public class Order {
    public String customer;
    public long cents;

    public Order() {}

    public Order(String customer, long cents) {
        this.customer = customer;
        this.cents = cents;
    }
}
