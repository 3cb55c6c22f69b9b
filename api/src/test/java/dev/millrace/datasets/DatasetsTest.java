package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class DatasetsTest {
    private static final String CSV = """
            age,city,member,since
            30,Rome,true,2024-01-01
            41,,false,2024-01-02T03:04:05Z
            30,Oslo,true,
            """;

    private final Http http;
    private final String name = "d-" + UUID.randomUUID();

    DatasetsTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Http.Answer upload(String csv) {
        return new Multipart().text("name", name).file(bytes(csv)).sendTo(http);
    }

    private String location(String csv) {
        return upload(csv).header("Location");
    }

    @Test
    void answersAnUploadWithTheDataset() {
        Http.Answer answer = new Multipart()
                .file(bytes(CSV))
                .text("description", "Mitglieder, größer")
                .text("name", name)
                .sendTo(http);

        JsonNode dataset = answer.body();
        assertThat(answer.status()).as(dataset.toString()).isEqualTo(201);
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/datasets/" + dataset.at("/id").asString());
        assertThat(dataset.at("/name").asString()).isEqualTo(name);
        assertThat(dataset.at("/version").asInt()).isEqualTo(1);
        assertThat(dataset.at("/description").asString()).isEqualTo("Mitglieder, größer");
        assertThat(dataset.at("/format").asString()).isEqualTo("csv");
        assertThat(dataset.at("/rows").asInt()).isEqualTo(3);
        assertThat(dataset.at("/size_bytes").asInt()).isEqualTo(bytes(CSV).length);
        assertThat(dataset.at("/sha256").asString()).hasSize(64);
        assertThat(dataset.at("/created_at").asString()).endsWith("Z");
        assertThat(dataset.at("/columns").toString()).isEqualTo("""
                [{"name":"age","type":"integer","missing":0,"distinct":2,"min":30,"max":41,"mean":33.666666666666664},\
                {"name":"city","type":"string","missing":1,"distinct":2,"min":null,"max":null,"mean":null},\
                {"name":"member","type":"boolean","missing":0,"distinct":2,"min":null,"max":null,"mean":0.6666666666666666},\
                {"name":"since","type":"timestamp","missing":1,"distinct":2,"min":"2024-01-01T00:00:00Z",\
                "max":"2024-01-02T03:04:05Z","mean":null}]""");
    }

    @Test
    void answersTheSameDataAgainWithTheSameVersion() {
        Http.Answer first = upload(CSV);
        Http.Answer again = upload(CSV);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(upload(CSV + "1,a,true,\n").body().at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void isNotSentAgainToAClientThatHasIt() {
        String location = location(CSV);
        Http.Answer answer = http.get(location);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(http.get(location, "If-None-Match", answer.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void isListedNewestFirst() {
        location(CSV);
        String second = upload("a\n1\n").body().at("/id").asString();

        JsonNode page = http.get("/api/v1/datasets?limit=1&name=" + name).body();
        assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
        JsonNode rest = http.get("/api/v1/datasets?limit=1&name=" + name + "&cursor="
                        + page.at("/next_cursor").asString())
                .body();
        assertThat(rest.at("/items/0/version").asInt()).isEqualTo(1);
        assertThat(rest.at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void showsItsFirstRows() {
        JsonNode preview = http.get(location(CSV) + "/preview?rows=2").body();

        assertThat(preview.at("/rows").toString()).isEqualTo("""
                [{"age":30,"city":"Rome","member":true,"since":"2024-01-01T00:00:00Z"},\
                {"age":41,"city":null,"member":false,"since":"2024-01-02T03:04:05Z"}]""");
        assertThat(preview.at("/columns/3").toString()).isEqualTo("{\"name\":\"since\",\"type\":\"timestamp\"}");
    }

    @Test
    void showsHowAColumnIsSpread() {
        String location = location(CSV);

        assertThat(http.get(location + "/histogram?column=age&bins=2").body().toString())
                .isEqualTo("""
                        {"column":"age","type":"integer","missing":0,\
                        "bins":[{"from":30,"to":36,"count":2},{"from":36,"to":42,"count":1}],"values":[],"other":0}""");
        assertThat(http.get(location + "/histogram?column=city&bins=1").body().toString())
                .isEqualTo("""
                        {"column":"city","type":"string","missing":1,"bins":[],\
                        "values":[{"value":"Oslo","count":1}],"other":1}""");
        assertThat(http.get(location + "/histogram?column=since&bins=1")
                        .body()
                        .at("/bins/0/to")
                        .asString())
                .isEqualTo("2024-01-02T03:04:05Z");
    }

    @Test
    void isGoneOnceDeleted() {
        String location = location(CSV);

        assertThat(http.send("DELETE", location, null).status()).isEqualTo(204);
        assertThat(http.get(location).status()).isEqualTo(404);
        assertThat(http.get(location + "/preview").status()).isEqualTo(404);
        assertThat(http.send("DELETE", location, null).status()).isEqualTo(404);
    }

    @Test
    void saysWhatIsWrongWithAnUpload() {
        assertProblem(upload("a,b\n1\n"), 422, "dataset-unreadable", "line 2 has 1 values");
        assertProblem(upload("[{\"a\":1}]"), 415, "unsupported-media-type", "the file looks like a JSON array");
        assertProblem(upload("{\"a\":{\"b\":1}}"), 422, "dataset-unreadable", "line 1 holds an object in a");
        assertProblem(upload("PAR1PAR1"), 422, "dataset-unreadable", "cut short");
        assertProblem(upload("a,".repeat(9_999) + "a\n1\n"), 413, "too-large", "2000 are the most allowed");
        assertProblem(
                new Multipart().file(bytes(CSV)).sendTo(http), 422, "invalid-request", "the part name is required");
        assertProblem(
                new Multipart().text("name", "n").sendTo(http), 422, "invalid-request", "the part file is required");
        assertProblem(
                new Multipart().text("name", "/").file(bytes(CSV)).sendTo(http),
                422,
                "invalid-request",
                "name is 1 to");
        assertProblem(new Multipart().text("nmae", "n").sendTo(http), 400, "malformed-request", "a part named nmae");
        assertProblem(
                new Multipart().text("name", "n").text("name", "m").sendTo(http),
                400,
                "malformed-request",
                "sent once");
        assertThat(http.get("/api/v1/datasets?name=" + name).body().at("/items").isEmpty())
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithTheRequest() {
        Multipart cutShort = new Multipart().text("name", "n").file(bytes(CSV));
        assertProblem(cutShort.send(http, "multipart/form-data; boundary=the-boundary"), 400, "malformed-request", "");
        assertProblem(cutShort.send(http, "multipart/form-data"), 400, "malformed-request", "boundary");
        assertProblem(cutShort.send(http, "application/json"), 415, "unsupported-media-type", "");
        String location = location(CSV);
        assertProblem(http.get(location + "/preview?rows=0"), 422, "invalid-request", "rows is 1 to 1000");
        assertProblem(http.get(location + "/preview?rows=many"), 400, "malformed-request", "rows");
        assertProblem(http.get(location + "/histogram"), 400, "malformed-request", "column");
        assertProblem(http.get(location + "/histogram?column=x"), 422, "invalid-request", "age, city, member, since");
        assertThat(http.get("/api/v1/datasets?name=%00").body().at("/items").isEmpty())
                .isTrue();
        assertProblem(http.get("/api/v1/datasets/not-an-id"), 404, "not-found", "");
        assertProblem(http.get("/api/v1/datasets/" + UUID.randomUUID()), 404, "not-found", "there is no dataset");
    }

    @Test
    void aClientStillSendingGetsItsAnswer() {
        String csv = "a,b\n1\n" + "1,2\n".repeat(5_000_000);

        assertProblem(upload(csv), 422, "dataset-unreadable", "line 2 has 1 values");
    }

    private static void assertProblem(Http.Answer answer, int status, String slug, String detail) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.body().at("/type").asString()).endsWith("#" + slug);
        assertThat(answer.body().at("/detail").asString()).contains(detail);
    }
}
