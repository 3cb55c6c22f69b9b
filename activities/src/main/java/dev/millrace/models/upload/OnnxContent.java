package dev.millrace.models.upload;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.util.Set;

/**
 * Looks through an ONNX file, before any runtime sees it, for what is not let in: operators that are not ONNX's own, loops,
 * which may never end, and data outside the file. Field numbers are those of onnx.proto3.
 */
final class OnnxContent {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final Set<String> ENDLESS = Set.of("Loop", "Scan");
    private static final int DEEPEST = 16;

    private boolean graph;

    private OnnxContent() {}

    /** @throws Problem 422 */
    static void check(byte[] file) {
        OnnxContent content = new OnnxContent();
        try {
            content.model(CodedInputStream.newInstance(file));
        } catch (InvalidProtocolBufferException e) {
            throw unusable("it is damaged or cut short");
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be read", e);
        }
        if (!content.graph) {
            throw unusable("it holds no graph");
        }
    }

    private void model(CodedInputStream in) throws IOException {
        fields(in, (field, message) -> {
            switch (field) {
                case 7 -> {
                    graph = true;
                    graph(message, 0);
                }
                case 8 -> fields(message, (part, text) -> domain(part == 1 ? text(text) : ""));
                case 20, 25 -> throw unusable("it brings functions or training steps of its own");
                default -> {}
            }
        });
    }

    private void graph(CodedInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw unusable("its graphs are nested too deep");
        }
        fields(in, (field, message) -> {
            switch (field) {
                case 1 -> node(message, depth);
                case 5 -> tensor(message);
                case 15 -> throw unusable("it has sparse tensors");
                default -> {}
            }
        });
    }

    private void node(CodedInputStream in, int depth) throws IOException {
        fields(in, (field, message) -> {
            switch (field) {
                case 4 -> {
                    String operator = text(message);
                    if (ENDLESS.contains(operator)) {
                        throw unusable("it has a " + operator + ", which may never end");
                    }
                }
                case 5 -> attribute(message, depth);
                case 7 -> domain(text(message));
                default -> {}
            }
        });
    }

    private void attribute(CodedInputStream in, int depth) throws IOException {
        fields(in, (field, message) -> {
            switch (field) {
                case 5, 10 -> tensor(message);
                case 6, 11 -> graph(message, depth + 1);
                default -> {}
            }
        });
    }

    private static void tensor(CodedInputStream in) throws IOException {
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            int field = WireFormat.getTagFieldNumber(tag);
            // external_data and data_location; the default location is not written, and every other is elsewhere.
            if (field == 13 || (field == 14 && in.readInt64() != 0)) {
                throw unusable("it keeps data in another file; save it as one file");
            }
            if (field != 14) {
                in.skipField(tag);
            }
        }
    }

    private static void domain(String domain) {
        if (!DOMAINS.contains(domain)) {
            throw unusable("it uses operators of " + domain.substring(0, Math.min(60, domain.length()))
                    + "; those of ONNX itself (ai.onnx, ai.onnx.ml) are let in");
        }
    }

    /** Gives each field that holds bytes to the taker; all others are passed over. */
    private static void fields(CodedInputStream in, Taker taker) throws IOException {
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                taker.take(WireFormat.getTagFieldNumber(tag), CodedInputStream.newInstance(in.readByteBuffer()));
            } else {
                in.skipField(tag);
            }
        }
    }

    private static String text(CodedInputStream content) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!content.isAtEnd()) {
            text.append((char) content.readRawByte());
        }
        return text.toString();
    }

    static Problem unusable(String why) {
        return new Problem(ProblemType.INVALID, "the artifact is no ONNX model that can be used: " + why);
    }

    private interface Taker {
        void take(int field, CodedInputStream content) throws IOException;
    }
}
