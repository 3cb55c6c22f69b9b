package dev.millrace.models;

import dev.millrace.models.onnx.OnnxExport;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models as files that other programs run. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}/versions/{version}/export")
class ModelExportController {
    private final Models models;
    private final ModelVersions versions;
    private final ModelCache cache;

    ModelExportController(Models models, ModelVersions versions, ModelCache cache) {
        this.models = models;
        this.versions = versions;
        this.cache = cache;
    }

    @Operation(summary = "Export a version with its preprocessing", description = """
                    As one ONNX graph (opset 17, ai.onnx.ml 3). It has one input for each used column, of shape [rows, 1]: a string, \
                    empty where it is missing, or a double: NaN where it is missing, 0 or 1 for a boolean, seconds since 1970 for a time. \
                    It gives label and probabilities of a classification, value of a regression.""")
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "A model of this algorithm cannot be exported to ONNX.")
    @Requires(Role.VIEWER)
    @GetMapping
    ResponseEntity<byte[]> export(
            Caller caller,
            @PathVariable ModelId id,
            @PathVariable int version,
            @Parameter(description = "Only onnx.", schema = @Schema(allowableValues = "onnx", defaultValue = "onnx"))
                    @RequestParam(defaultValue = "onnx")
                    String format) {
        if (!format.equals("onnx")) {
            throw Problem.invalid("format", "format is onnx");
        }
        Model model = models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
        ModelVersion found = versions.find(caller.tenant(), id, version)
                .orElseThrow(() -> Problem.notFound("version " + version + " of model", id));
        byte[] file = OnnxExport.write(cache.get(caller.tenant(), found.artifact()), model.name());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + model.name() + "-" + version + ".onnx\"")
                .body(file);
    }
}
