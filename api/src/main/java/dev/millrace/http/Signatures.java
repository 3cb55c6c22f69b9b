package dev.millrace.http;

/** Signs what is handed out and must come back unchanged. */
public interface Signatures {
    byte[] sign(byte[] bytes);

    boolean signed(byte[] signature, byte[] bytes);
}
