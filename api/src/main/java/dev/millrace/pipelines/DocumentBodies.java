package dev.millrace.pipelines;

import dev.millrace.http.Utf8;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads documents from bodies, as JSON or YAML by their content type. */
@Component
final class DocumentBodies {
    static final String YAML = "application/yaml";
    static final String TEXT_YAML = "text/yaml";
    static final String X_YAML = "application/x-yaml";
    private static final int LARGEST = 1_000_000;

    private final Documents documents;

    DocumentBodies(Documents documents) {
        this.documents = documents;
    }

    /** @throws Problem TOO_LARGE over 1 MB, MALFORMED when it cannot be read, INVALID with everything that is wrong */
    WrittenDocument read(byte[] body, @Nullable String contentType) {
        if (body.length > LARGEST) {
            throw new Problem(ProblemType.TOO_LARGE, "a document may have at most 1 MB");
        }
        Format format = contentType == null || contentType.startsWith(MediaType.APPLICATION_JSON_VALUE)
                ? Format.JSON
                : Format.YAML;
        String source = Utf8.text(body);
        return new WrittenDocument(documents.read(source, format), source, format);
    }
}
