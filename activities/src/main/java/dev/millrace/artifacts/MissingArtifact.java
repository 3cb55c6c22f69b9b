package dev.millrace.artifacts;

/** An artifact that the records name is not in the store: it was deleted there, or the store is another one. */
public final class MissingArtifact extends RuntimeException {
    public MissingArtifact(ArtifactHandle artifact) {
        super("artifact " + artifact.sha256()
                + " is not in the artifact store; is MILLRACE_ARTIFACTS what it was before?");
    }
}
