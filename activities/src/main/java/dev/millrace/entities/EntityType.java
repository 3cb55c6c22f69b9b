package dev.millrace.entities;

/** The kinds of things that a business keeps records of. */
public enum EntityType {
    CONTACT,
    COMPANY,
    LEAD,
    DEAL,
    ACTIVITY,
    PROJECT,
    DOCUMENT,
    CUSTOMER
}
