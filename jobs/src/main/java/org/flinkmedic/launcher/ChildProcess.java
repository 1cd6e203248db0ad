package org.flinkmedic.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs another class's main method and ends this process when standard input closes. The parent holds the other end
 * of that pipe, so a Flink process never outlives the program that started it, however that program ends.
 */
public final class ChildProcess {
    private ChildProcess() {}

    public static void main(String[] args) throws Throwable {
        Thread watcher = new Thread(ChildProcess::haltAtEndOfInput, "parent-watcher");
        watcher.setDaemon(true);
        watcher.start();
        Class<?> target = Class.forName(args[0]);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            target.getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltAtEndOfInput() {
        InputStream in = System.in;
        try {
            while (in.read() != -1) {
                // Nothing is ever sent; only the end of the stream matters.
            }
        } catch (IOException e) {
            System.err.println("standard input failed, stopping: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
