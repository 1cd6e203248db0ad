package org.flinkmedic.jobs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Settings that can be changed while a job runs: a properties file, read again at most every 200 ms.
 * A missing file means that every setting has its default.
 */
final class Control {
    private static final long REFRESH_NANOS = 200_000_000L;

    private final Path file;
    private Properties values = new Properties();
    private long readAtNanos = Long.MIN_VALUE;

    Control(String file) {
        this.file = file == null ? null : Path.of(file);
    }

    long number(String key, long otherwise) {
        String value = text(key);
        return value == null ? otherwise : Long.parseLong(value);
    }

    /** Returns the setting, or null where it is absent or blank. */
    String text(String key) {
        refresh();
        String value = values.getProperty(key);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private void refresh() {
        long now = System.nanoTime();
        if (file == null || (readAtNanos != Long.MIN_VALUE && now - readAtNanos < REFRESH_NANOS)) {
            return;
        }
        readAtNanos = now;
        Properties fresh = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                fresh.load(reader);
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read settings from " + file, e);
            }
        }
        values = fresh;
    }
}
