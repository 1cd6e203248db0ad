package org.flinkmedic.pricing;

/** Price list of the season. The jobs are compiled against it, but it is left out of their jar. */
public final class SeasonalPricing {
    private SeasonalPricing() {}

    public static long priceOf(long cents) {
        return cents - cents / 10;
    }
}
