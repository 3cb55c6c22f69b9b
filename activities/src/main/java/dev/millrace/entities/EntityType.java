package dev.millrace.entities;

import java.util.Locale;

/** The kinds of things that a business keeps records of. */
public enum EntityType {
    CONTACT,
    COMPANY,
    LEAD,
    DEAL,
    ACTIVITY,
    PROJECT,
    DOCUMENT,
    CUSTOMER;

    /** As paths, JSON and the database have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The attribute by which others say that they belong to one of this type. */
    public String reference() {
        return word() + "_id";
    }
}
