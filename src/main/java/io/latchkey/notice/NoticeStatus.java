package io.latchkey.notice;

/** The status of a delivery. */
public enum NoticeStatus {
    QUEUED,
    SENT,
    /** Permanently refused, or all attempts have failed. */
    FAILED,
    /** No longer true by the time it was due to be sent. */
    OUTDATED
}
