package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.models.text.MiniLm;
import java.util.List;
import java.util.stream.IntStream;

/** The embedding of each text by a model that was learnt elsewhere; a missing text has 0 in all features. */
public record EmbeddingEncoding(String column, String model) implements Encoding {
    public EmbeddingEncoding {
        if (!model.equals(MiniLm.NAME)) {
            throw new IllegalArgumentException("texts are embedded by " + MiniLm.NAME + ", not by " + model);
        }
    }

    @Override
    public List<String> features() {
        return IntStream.rangeClosed(1, MiniLm.WIDTH)
                .mapToObj(i -> column + ": embedding " + i)
                .toList();
    }

    @Override
    public int width() {
        return MiniLm.WIDTH;
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        TextRows texts = TextRows.of((Column.Text) data, rows);
        MiniLm.shared()
                .embed(
                        texts.texts(),
                        (text, embedding) -> {
                            for (int feature = 0; feature < embedding.length; feature++) {
                                texts.set(text, feature, embedding[feature], out);
                            }
                        },
                        out::pause);
    }

    @Override
    public long bytes() {
        return 64 + 2L * column.length();
    }
}
