package dev.millrace.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.lang.ref.Cleaner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph, run by ONNX Runtime with one thread a call. {@code fields} are the input's columns: one each for as many
 * inputs, or all side by side for a single input. Closing frees the runtime's memory; the next prediction takes it anew.
 */
public final class OnnxModel implements TablePredictor, AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    /** The file itself, and the runtime's graph made from it. */
    private static final int COPIES = 3;

    private final byte[] file;
    private final List<InputField> fields;
    private final String output;
    private final int outputs;
    private final Session session;

    /** @param output the name of the output that has {@code outputs} numbers a row, or of two probabilities the second */
    public OnnxModel(byte[] file, List<InputField> fields, String output, int outputs) {
        this.file = file;
        this.fields = List.copyOf(fields);
        this.output = output;
        this.outputs = outputs;
        this.session = new Session(file);
        Session owned = session;
        CLEANER.register(this, owned::close);
    }

    byte[] file() {
        return file;
    }

    List<InputField> fields() {
        return fields;
    }

    String output() {
        return output;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    /** @throws Problem when a row's value cannot be given to the graph, or the graph fails on the rows */
    @Override
    public double[] predict(Table table) {
        if (table.rows() == 0) {
            return new double[0];
        }
        return session.run(runtime -> {
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            try {
                OnnxTensors.add(tensors, runtime, fields, table);
                try (OrtSession.Result result = runtime.run(tensors, Set.of(output))) {
                    return OnnxTensors.read(result.get(0), table.rows(), outputs);
                }
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        });
    }

    @Override
    public long bytes() {
        return (long) COPIES * file.length + (1 << 16);
    }

    @Override
    public void close() {
        session.close();
    }

    static Problem failed(OrtException e) {
        String message = String.valueOf(e.getMessage());
        return new Problem(
                ProblemType.INVALID,
                "the ONNX model fails on these rows: " + message.substring(0, Math.min(300, message.length())));
    }

    /** The runtime's side of the model; not closed while someone runs it. */
    private static final class Session {
        private final byte[] file;
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private @Nullable OrtSession open;

        Session(byte[] file) {
            this.file = file;
        }

        double[] run(Run run) {
            while (true) {
                lock.readLock().lock();
                try {
                    if (open != null) {
                        return run.with(open);
                    }
                } catch (OrtException e) {
                    throw failed(e);
                } finally {
                    lock.readLock().unlock();
                }
                open();
            }
        }

        private void open() {
            lock.writeLock().lock();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                if (open == null) {
                    options.setIntraOpNumThreads(1);
                    options.setInterOpNumThreads(1);
                    options.setCPUArenaAllocator(false);
                    open = OrtEnvironment.getEnvironment().createSession(file, options);
                }
            } catch (OrtException e) {
                throw failed(e);
            } finally {
                lock.writeLock().unlock();
            }
        }

        void close() {
            lock.writeLock().lock();
            try {
                if (open != null) {
                    open.close();
                    open = null;
                }
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime does not close a session", e);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    private interface Run {
        double[] with(OrtSession session) throws OrtException;
    }
}
