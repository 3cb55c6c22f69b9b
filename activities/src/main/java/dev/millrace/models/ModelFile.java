package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Models as bytes, in a format of our own: an {@link ArrayFile} of kind {@code model}. Nothing in it is code. */
@SuppressWarnings("DoNotCallSuggester")
public final class ModelFile {
    private ModelFile() {}

    public static void write(TrainedModel model, OutputStream out) throws IOException {
        throw new UnsupportedOperationException(model + " " + out);
    }

    /**
     * @param size the length of the file; nothing larger is allocated on its word
     * @throws dev.millrace.problems.Problem when the bytes are not such a file
     */
    public static TrainedModel read(InputStream in, long size) throws IOException {
        throw new UnsupportedOperationException(in + " " + size);
    }
}
