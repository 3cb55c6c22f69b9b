package dev.millrace.payloads;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.millrace.problems.Problem;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Temporal's remote codec, by which its Web UI and its CLI show what is encrypted: payloads in, payloads out. */
@RestController
@RequestMapping(path = "/codec", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class CodecController {
    private final TenantCodec codec;

    CodecController(TenantCodec codec) {
        this.codec = codec;
    }

    @PostMapping("/decode")
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(
            summary = "Open payloads of Temporal's",
            description = "For Temporal's Web UI and CLI, of any workspace.")
    @ApiResponse(
            responseCode = "200",
            description = "The payloads, readable.",
            content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<String> decode(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(type = "object")))
                    @RequestBody
                    String payloads) {
        return answer(payloads, codec::decode);
    }

    @PostMapping("/encode")
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(
            summary = "Close payloads as Temporal keeps them",
            description = "For arguments that Temporal's Web UI or CLI send; without a workspace they stay readable.")
    @ApiResponse(
            responseCode = "200",
            description = "The payloads as they are kept.",
            content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<String> encode(
            @Parameter(description = "Whose key closes them.") @RequestParam(required = false) @Nullable
                    TenantId workspace,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(type = "object")))
                    @RequestBody
                    String payloads) {
        return answer(payloads, codec.of(workspace)::encode);
    }

    private static ResponseEntity<String> answer(String json, UnaryOperator<List<Payload>> work) {
        Payloads.Builder given = Payloads.newBuilder();
        try {
            JsonFormat.parser().merge(json, given);
            Payloads done = Payloads.newBuilder()
                    .addAllPayloads(work.apply(given.getPayloadsList()))
                    .build();
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(JsonFormat.printer().print(done));
        } catch (InvalidProtocolBufferException e) {
            throw Problem.malformed(
                    "/payloads", "the body is {\"payloads\": [{\"metadata\": {…}, \"data\": …}]}, bytes in Base64");
        }
    }
}
