package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every error of every endpoint as an RFC 9457 problem. */
@RestControllerAdvice
public class ProblemHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** SQLSTATE of a text and of a JSON value with U+0000. */
    private static final Set<String> NUL_REFUSED = Set.of("22021", "22P05");

    private final ProblemWriter writer;

    ProblemHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> problem(Problem problem, HttpServletRequest request) {
        return writer.answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(HttpMessageNotReadableException exception, HttpServletRequest request) {
        return writer.answer(UnreadableBody.problem(exception.getCause()), request);
    }

    /** An id in a path that has not even the form of one does not exist; a query parameter of the wrong type is malformed. */
    @ExceptionHandler
    ResponseEntity<byte[]> mismatch(MethodArgumentTypeMismatchException exception, HttpServletRequest request) {
        String name = exception.getName();
        if (exception.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return writer.answer(
                    new Problem(ProblemType.NOT_FOUND, "there is nothing at " + request.getRequestURI()), request);
        }
        Class<?> type = Objects.requireNonNullElse(exception.getRequiredType(), String.class);
        String allowed = type.isEnum() ? "one of " + EnumNames.of(type) : "of type " + type.getSimpleName();
        return writer.answer(Problem.malformed(name, "the query parameter " + name + " must be " + allowed), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException exception, HttpServletRequest request) {
        String name = exception.getParameterName();
        return writer.answer(Problem.malformed(name, "the query parameter " + name + " is required"), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingRequestHeaderException exception, HttpServletRequest request) {
        String name = exception.getHeaderName();
        return writer.answer(Problem.malformed(name, "the header " + name + " is required"), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> noResource(NoResourceFoundException exception, HttpServletRequest request) {
        return writer.answer(
                new Problem(
                        ProblemType.NOT_FOUND,
                        "there is nothing at " + request.getRequestURI() + "; /docs lists what there is"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> method(HttpRequestMethodNotSupportedException exception, HttpServletRequest request) {
        String allowed = exception.getSupportedHttpMethods() == null
                ? ""
                : exception.getSupportedHttpMethods().stream()
                        .map(HttpMethod::name)
                        .collect(Collectors.joining(", "));
        ResponseEntity<byte[]> answer = writer.answer(
                new Problem(
                        ProblemType.METHOD_NOT_ALLOWED,
                        exception.getMethod() + " is not possible here; allowed are " + allowed),
                request);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Allow", allowed)
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> contentType(HttpMediaTypeNotSupportedException exception, HttpServletRequest request) {
        return writer.answer(
                new Problem(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "the content type " + exception.getContentType() + " is not accepted here; accepted are "
                                + exception.getSupportedMediaTypes()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notAcceptable(HttpMediaTypeNotAcceptableException exception, HttpServletRequest request) {
        return writer.answer(
                new Problem(
                        ProblemType.NOT_ACCEPTABLE,
                        "none of the accepted types can be produced; possible are "
                                + exception.getSupportedMediaTypes()),
                request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<byte[]> database(Exception exception, HttpServletRequest request) {
        LOG.warn("the database does not answer: {}", exception.toString());
        return writer.answer(
                new Problem(ProblemType.UNAVAILABLE, "the database does not answer; try again in a few seconds"),
                request);
    }

    /** Of the artifact store, or a file on the way to it. */
    @ExceptionHandler
    ResponseEntity<byte[]> storage(UncheckedIOException exception, HttpServletRequest request) {
        LOG.error("{} {}: storage failed", request.getMethod(), request.getRequestURI(), exception);
        return writer.answer(
                new Problem(
                        ProblemType.UNAVAILABLE,
                        "the artifact store does not answer, or a file could not be written; try again in a few seconds"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> parameters(InvalidParameterException exception, HttpServletRequest request) {
        return writer.answer(
                new Problem(
                        ProblemType.MALFORMED,
                        "the query cannot be read: it is name=value, joined by &, percent-encoded UTF-8"),
                request);
    }

    /** PostgreSQL keeps every character but one. */
    @ExceptionHandler
    ResponseEntity<byte[]> refusedByDatabase(DataIntegrityViolationException exception, HttpServletRequest request) {
        boolean holdsNul = exception.getMostSpecificCause() instanceof SQLException cause
                && NUL_REFUSED.contains(String.valueOf(cause.getSQLState()));
        return holdsNul
                ? writer.answer(
                        new Problem(ProblemType.INVALID, "a text holds the character U+0000; every other is allowed"),
                        request)
                : unexpected(exception, request);
    }

    /** The client went away; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException exception) {
        LOG.debug("a client went away: {}", exception.toString());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unexpected(Exception exception, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
        return writer.answer(
                new Problem(ProblemType.INTERNAL, "this is a fault of Millrace's; the log has it under this trace_id"),
                request);
    }
}
