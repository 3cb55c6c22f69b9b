package dev.millrace.models;

import dev.millrace.models.upload.ModelUploads;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes in models that were fitted elsewhere. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models")
class ModelUploadController {
    private final ModelUploads uploads;
    private final Models models;
    private final JsonMapper json;

    ModelUploadController(ModelUploads uploads, Models models, JsonMapper json) {
        this.uploads = uploads;
        this.models = models;
        this.json = json;
    }

    @Operation(
            summary = "Upload a model",
            description = """
                    Becomes the next version of the model of its name; deployed and used as a trained one. The artifact is an ONNX file \
                    (at most 128 MiB; operators of ONNX itself, no loops, no data in other files) or an XGBoost model as JSON or UBJSON \
                    (at most 32 MiB; gbtree, numeric splits). An ONNX model has an input for each field, of shape [rows, 1] and the \
                    field's name, or one input of all fields side by side, in their order; a tensor of float with a probability \
                    for each class, or of one number, is its output. XGBoost predictions can be explained, ONNX ones cannot.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = ModelUploadForm.class))))
    @ApiResponse(responseCode = "201", description = "The model, whose newest version this is.")
    @ApiResponse(responseCode = "413", description = "The artifact is larger than allowed.")
    @ApiResponse(responseCode = "415", description = "The content type is not multipart/form-data.")
    @ApiResponse(
            responseCode = "422",
            description = "The artifact is no model that can be used, or does not fit the input schema.")
    @Requires(Role.OPERATOR)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ModelView> upload(Caller caller, HttpServletRequest request) {
        ModelUpload upload = ModelUpload.read(request, json);
        ModelVersion version = uploads.add(caller.tenant(), upload.about().upload(), upload.artifact());
        Model model = described(caller, version, upload);
        return ResponseEntity.created(URI.create("/api/v1/models/" + model.id()))
                .body(ModelView.of(model, version));
    }

    private Model described(Caller caller, ModelVersion version, ModelUpload upload) {
        Model model = models.find(caller.tenant(), version.modelId())
                .orElseThrow(() -> Problem.notFound("model", version.modelId()));
        String description = upload.about().description();
        return description == null
                ? model
                : models.update(
                        caller.tenant(), model.id(), new ModelChange(null, description, model.tags(), null), any -> {});
    }
}
