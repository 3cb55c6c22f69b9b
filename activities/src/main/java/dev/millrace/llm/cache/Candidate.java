package dev.millrace.llm.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The embedding, of length 1, of a text that was asked, and the name under which its answer is kept. */
record Candidate(float[] embedding, String name) {
    /** The cosine, from -1 to 1. */
    double similarity(float[] other) {
        double product = 0;
        for (int i = 0; i < embedding.length; i++) {
            product += (double) embedding[i] * other[i];
        }
        return product;
    }

    byte[] bytes() {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + embedding.length * Float.BYTES + text.length);
        bytes.putInt(embedding.length);
        for (float value : embedding) {
            bytes.putFloat(value);
        }
        return bytes.put(text).array();
    }

    static Candidate read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        float[] embedding = new float[buffer.getInt()];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = buffer.getFloat();
        }
        byte[] text = Arrays.copyOfRange(bytes, buffer.position(), bytes.length);
        return new Candidate(embedding, new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate candidate
                && name.equals(candidate.name)
                && Arrays.equals(embedding, candidate.embedding);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
