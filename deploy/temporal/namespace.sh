#!/bin/sh
# Creates the namespace and Millrace's search attributes. Runs in temporalio/admin-tools once the server answers.
set -eu

until temporal operator cluster health; do
  sleep 2
done
temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention 720h
for attribute in MillraceTenant MillraceKind MillraceStatus MillraceModel; do
  temporal operator search-attribute list -n "$TEMPORAL_NAMESPACE" | grep -q "$attribute" ||
    temporal operator search-attribute create -n "$TEMPORAL_NAMESPACE" --name "$attribute" --type Keyword
done
