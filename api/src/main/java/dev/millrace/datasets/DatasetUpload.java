package dev.millrace.datasets;

import dev.millrace.http.Uploads;
import dev.millrace.problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an upload, in any order: {@code file} is read as it arrives, without a copy of the request on disk. Closing
 * deletes what was received.
 */
final class DatasetUpload implements AutoCloseable {
    private static final int LONGEST_TEXT = 64 << 10;

    private @Nullable ReceivedData file;
    private @Nullable String name;
    private @Nullable String description;

    private DatasetUpload() {}

    static DatasetUpload read(HttpServletRequest request, Datasets datasets) {
        DatasetUpload upload = new DatasetUpload();
        try {
            upload.readParts(request, datasets);
            return upload;
        } catch (IOException e) {
            upload.close();
            throw Problem.malformed("", "the multipart body cannot be read: " + e.getMessage());
        } catch (Problem refused) {
            upload.close();
            Uploads.takeTheRest(request);
            throw refused;
        }
    }

    private void readParts(HttpServletRequest request, Datasets datasets) throws IOException {
        FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
        while (parts.hasNext()) {
            read(parts.next(), datasets);
        }
    }

    private void read(FileItemInput part, Datasets datasets) throws IOException {
        String field = String.valueOf(part.getFieldName());
        // Not closed here: closing reads to the end of the part, however long it is.
        InputStream content = part.getInputStream();
        switch (field) {
            case "file" -> {
                refuseSecond(field, file);
                file = datasets.receive(content);
            }
            case "name" -> {
                refuseSecond(field, name);
                name = text(field, content);
            }
            case "description" -> {
                refuseSecond(field, description);
                description = text(field, content);
            }
            default ->
                throw Problem.malformed(
                        "/" + field, "there is a part named " + field + "; the parts are file, name and description");
        }
    }

    private static void refuseSecond(String field, @Nullable Object first) {
        if (first != null) {
            throw Problem.malformed("/" + field, "the part " + field + " is sent once");
        }
    }

    private static String text(String field, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST_TEXT + 1);
        if (bytes.length > LONGEST_TEXT) {
            throw Problem.invalid("/" + field, field + " is at most " + LONGEST_TEXT + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    ReceivedData file() {
        if (file == null) {
            throw Problem.invalid(
                    "/file",
                    "the part file is required: CSV with a header line, JSON Lines or Parquet, plain or gzipped");
        }
        return file;
    }

    NewDataset about(String createdBy) {
        if (name == null) {
            throw Problem.invalid("/name", "the part name is required: the dataset's name");
        }
        return new NewDataset(name, description, createdBy);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
