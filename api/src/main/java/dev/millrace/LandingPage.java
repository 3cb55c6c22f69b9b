package dev.millrace;

import dev.millrace.artifacts.Sha256;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.HtmlUtils;

/** The page at {@code /}: where things are. One file without scripts; its policy lets it load nothing but its own style. */
@Hidden
@RestController
class LandingPage {
    private final String page;
    private final String policy;

    /** {@code millrace.temporal-ui}: where Temporal's Web UI is; without it the page has no link there. */
    LandingPage(@Value("${millrace.temporal-ui:}") String temporalUi) {
        String template = template();
        page = template.replace("{{temporal}}", temporalUi.isBlank() ? "" : temporalLink(temporalUi));
        policy = "default-src 'none'; style-src '" + hash(style(template)) + "'; img-src data:; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'";
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page() {
        String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return ResponseEntity.ok()
                .header("Content-Security-Policy", policy)
                .cacheControl(CacheControl.noCache())
                .body(page.replace("{{base}}", HtmlUtils.htmlEscape(base)));
    }

    private static String temporalLink(String url) {
        return "<li><a href=\"%s\"><strong>Temporal</strong><span>Every run, step by step</span></a></li>"
                .formatted(HtmlUtils.htmlEscape(url));
    }

    private static String template() {
        try (InputStream in = LandingPage.class.getResourceAsStream("/landing/index.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String style(String html) {
        return html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
    }

    /** As CSP wants it: {@code sha256-<base64>}. */
    private static String hash(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
