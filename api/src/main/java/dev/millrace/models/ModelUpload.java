package dev.millrace.models;

import dev.millrace.models.upload.ModelUploads;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The parts of an upload, in any order, read within their bounds. */
record ModelUpload(ModelUploadForm.Metadata about, byte[] artifact) {
    private static final int LARGEST_METADATA = 1 << 20;

    static ModelUpload read(HttpServletRequest request, JsonMapper json) {
        ModelUploadForm.@Nullable Metadata about = null;
        byte @Nullable [] artifact = null;
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                String field = String.valueOf(part.getFieldName());
                InputStream content = part.getInputStream();
                switch (field) {
                    case "metadata" -> about = metadata(bytes(field, content, LARGEST_METADATA), json);
                    case "artifact" -> artifact = bytes(field, content, ModelUploads.LARGEST);
                    default ->
                        throw Problem.malformed(
                                "/" + field,
                                "there is a part named " + field + "; the parts are metadata and artifact");
                }
            }
        } catch (IOException e) {
            throw Problem.malformed("", "the multipart body cannot be read: " + e.getMessage());
        }
        if (about == null) {
            throw Problem.invalid("/metadata", "the part metadata is required: JSON with name, type and input_schema");
        }
        if (artifact == null || artifact.length == 0) {
            throw Problem.invalid(
                    "/artifact", "the part artifact is required: an ONNX file, or XGBoost's JSON or UBJSON");
        }
        return new ModelUpload(about, artifact);
    }

    private static byte[] bytes(String field, InputStream content, int most) throws IOException {
        byte[] bytes = content.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Problem(ProblemType.TOO_LARGE, "the part " + field + " has at most " + most + " bytes");
        }
        return bytes;
    }

    private static ModelUploadForm.Metadata metadata(byte[] bytes, JsonMapper json) {
        try {
            ModelUploadForm.@Nullable Metadata metadata = json.readerFor(ModelUploadForm.Metadata.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(bytes);
            if (metadata == null) {
                throw Problem.malformed("/metadata", "metadata is an object, not null");
            }
            return metadata;
        } catch (JacksonException e) {
            throw Problem.malformed("/metadata", "metadata is not what it should be: " + e.getOriginalMessage());
        }
    }
}
