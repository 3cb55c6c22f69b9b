package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.ArrayList;
import java.util.List;

/** One feature per known category, 1 where it holds; an unseen or missing category has 0 in all of them. */
public record OneHotEncoding(String column, List<String> categories, boolean indicator) implements Encoding {
    public OneHotEncoding {
        categories = List.copyOf(categories);
    }

    @Override
    public List<String> features() {
        List<String> names = new ArrayList<>();
        categories.forEach(category -> names.add(column + "=" + category));
        if (indicator) {
            names.add(Encoding.missing(column));
        }
        return names;
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        Column.Text text = (Column.Text) data;
        int[] known = new int[text.dictionary().length];
        for (int code = 0; code < known.length; code++) {
            known[code] = categories.indexOf(text.dictionary()[code]);
        }
        for (int i = 0; i < rows.length; i++) {
            int code = text.codes()[rows[i]];
            for (int category = 0; category < categories.size(); category++) {
                out.set(i, category, code >= 0 && known[code] == category ? 1 : 0);
            }
            if (indicator) {
                out.set(i, categories.size(), code < 0 ? 1 : 0);
            }
        }
    }

    @Override
    public long bytes() {
        return 64 + categories.stream().mapToLong(c -> 56 + 2L * c.length()).sum();
    }
}
