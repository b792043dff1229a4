package io.latchkey.notice;

/** What has become of a delivery. */
public enum NoticeStatus {
    QUEUED,
    SENT,
    /** Refused for good, or tried as often as it may be. */
    FAILED,
    /** What it says was no longer true when it was to be sent. */
    OUTDATED
}
