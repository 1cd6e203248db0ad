package org.flinkmedic.jobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.flinkmedic.pricing.SeasonalPricing;

/**
 * Adds a price to every order. Settings, changeable at run time:
 * {@code serviceMillis} time spent on each record; {@code pricing=seasonal} uses the season's price list;
 * {@code lookup=host:port} a service that must be reachable.
 */
final class Enrich implements MapFunction<Order, Order>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final long LOOKUP_EVERY_NANOS = 1_000_000_000L;

    private final String controlFile;
    private transient Control control;
    private transient String lookedUp;
    private transient long lookedUpAtNanos;

    Enrich(String controlFile) {
        this.controlFile = controlFile;
    }

    /** In place of {@code open}, whose parameter is another one before Flink 1.19. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        control = new Control(controlFile);
        if ("seasonal".equals(control.text("pricing"))) {
            SeasonalPricing.priceOf(0);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public Order map(Order order) throws Exception {
        String service = control.text("lookup");
        if (service != null) {
            lookup(service);
        }
        long millis = control.number("serviceMillis", 0);
        if (millis > 0) {
            Thread.sleep(millis);
        }
        if ("seasonal".equals(control.text("pricing"))) {
            return new Order(order.customer, SeasonalPricing.priceOf(order.cents));
        }
        return order;
    }

    private void lookup(String service) throws IOException {
        long now = System.nanoTime();
        if (service.equals(lookedUp) && now - lookedUpAtNanos < LOOKUP_EVERY_NANOS) {
            return;
        }
        int colon = service.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(service.substring(colon + 1));
            socket.connect(new InetSocketAddress(service.substring(0, colon), port), CONNECT_TIMEOUT_MS);
        }
        lookedUp = service;
        lookedUpAtNanos = now;
    }
}
