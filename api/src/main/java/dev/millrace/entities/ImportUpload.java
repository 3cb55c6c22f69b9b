package dev.millrace.entities;

import dev.millrace.entities.intake.EntityImport;
import dev.millrace.entities.intake.ImportReport;
import dev.millrace.http.Uploads;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.stereotype.Component;

/** Reads the file of an import as it arrives: the whole body, or the part {@code file} of a multipart one. */
@Component
final class ImportUpload {
    private final EntityImport imports;

    ImportUpload(EntityImport imports) {
        this.imports = imports;
    }

    ImportReport read(TenantId tenant, EntityType type, HttpServletRequest request) {
        try {
            return imports.read(tenant, type, file(request));
        } catch (IOException e) {
            throw Problem.malformed("", "the body cannot be read: " + e.getMessage());
        } catch (Problem refused) {
            Uploads.takeTheRest(request);
            throw refused;
        }
    }

    private static InputStream file(HttpServletRequest request) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return request.getInputStream();
        }
        FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
        if (!parts.hasNext()) {
            throw Problem.invalid("/file", "the part file is required: CSV with a header line, or JSON Lines");
        }
        FileItemInput part = parts.next();
        if (!"file".equals(part.getFieldName())) {
            throw Problem.malformed(
                    "/" + part.getFieldName(),
                    "there is a part named " + part.getFieldName() + "; the one part is file");
        }
        return part.getInputStream();
    }
}
