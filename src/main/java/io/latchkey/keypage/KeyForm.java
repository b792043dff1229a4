package io.latchkey.keypage;

import io.latchkey.page.SubmittedText;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.right.AccessRight;
import jakarta.enterprise.inject.Vetoed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds what a user decides about a key, as text in the fields of a form; {@link KeyFormReader} reads it. An
 * empty field means that nothing has been decided.
 */
@Vetoed
public class KeyForm implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The prefix of the name of a custom right in the choice of rights. */
    static final String CUSTOM = "custom:";

    private String description = "";
    private String right = AccessRight.EVENTS.name();
    private String expiresAt = "";
    private String allowedAddresses = "";
    private String externalId = "";
    private String labels = "";
    private String rateLimit = "";
    private String quotaRequests = "";
    private QuotaPeriod quotaPeriod = QuotaPeriod.MONTH;

    /** Returns a form filled with the values of a key. */
    static KeyForm of(KeyRow row) {
        KeyRow.Terms terms = row.terms();
        KeyForm form = new KeyForm();
        form.description = row.description();
        form.right = row.customRight().isEmpty() ? row.accessRight().name() : CUSTOM + row.customRight();
        form.expiresAt = row.expiresAt();
        form.allowedAddresses = String.join("\n", terms.allowedAddresses());
        form.externalId = terms.externalId();
        form.labels = terms.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining("\n"));
        form.rateLimit = terms.rateLimit();
        form.quotaRequests = terms.quotaRequests();
        form.quotaPeriod = terms.quotaPeriod();
        return form;
    }

    /**
     * Updates the fields that the user has not edited to the values that somebody else has stored in the
     * meantime, and keeps what the user has typed.
     */
    void rebase(KeyForm before, KeyForm now) {
        description = rebased(description, before.description, now.description);
        right = rebased(right, before.right, now.right);
        expiresAt = rebased(expiresAt, before.expiresAt, now.expiresAt);
        allowedAddresses = rebased(allowedAddresses, before.allowedAddresses, now.allowedAddresses);
        externalId = rebased(externalId, before.externalId, now.externalId);
        labels = rebased(labels, before.labels, now.labels);
        rateLimit = rebased(rateLimit, before.rateLimit, now.rateLimit);
        if (hasQuotaOf(before)) {
            quotaRequests = now.quotaRequests;
            quotaPeriod = now.quotaPeriod;
        }
    }

    /** Returns whether the quota is the same; without a number of requests, whatever the period. */
    boolean hasQuotaOf(KeyForm other) {
        String requests = quotaRequests.strip();
        return requests.equals(other.quotaRequests.strip()) && (requests.isEmpty() || quotaPeriod == other.quotaPeriod);
    }

    /**
     * Returns the fields, other than description and right, in which another form of the key differs, with the values
     * of that form.
     */
    List<ChangedField> changedTo(KeyForm now) {
        List<ChangedField> changed = new ArrayList<>();
        if (!expiresAt.equals(now.expiresAt)) {
            changed.add(new ChangedField("terms.expires", now.expiresAt, !now.expiresAt.isEmpty(), ""));
        }
        addChanged(changed, "terms.addresses", allowedAddresses, now.allowedAddresses);
        addChanged(changed, "terms.limit", rateLimit, now.rateLimit);
        if (!hasQuotaOf(now)) {
            String period = now.quotaRequests.isEmpty() ? "" : "period." + now.quotaPeriod;
            changed.add(new ChangedField("terms.quota", now.quotaRequests, false, period));
        }
        addChanged(changed, "terms.external", externalId, now.externalId);
        addChanged(changed, "terms.labels", labels, now.labels);
        return changed;
    }

    private static void addChanged(List<ChangedField> to, String label, String before, String now) {
        if (!before.equals(now)) {
            to.add(new ChangedField(label, now));
        }
    }

    private static String rebased(String typed, String before, String now) {
        return typed.equals(before) ? now : typed;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = SubmittedText.orEmpty(description);
    }

    /**
     * Returns the name of a built-in right, or that of a custom right after the prefix {@value #CUSTOM}; empty if none
     * was chosen.
     */
    public String getRight() {
        return right;
    }

    public void setRight(String right) {
        this.right = SubmittedText.orEmpty(right);
    }

    /** Returns the time in ISO 8601 and UTC; the script in the browser shows it in its own time zone. */
    public String getExpiresAt() {
        return expiresAt;
    }

    public void setExpiresAt(String expiresAt) {
        this.expiresAt = SubmittedText.orEmpty(expiresAt);
    }

    /** Returns the addresses, one per line. */
    public String getAllowedAddresses() {
        return allowedAddresses;
    }

    public void setAllowedAddresses(String allowedAddresses) {
        this.allowedAddresses = lines(allowedAddresses);
    }

    public String getExternalId() {
        return externalId;
    }

    public void setExternalId(String externalId) {
        this.externalId = SubmittedText.orEmpty(externalId);
    }

    /** Returns the labels, one per line, as {@code name=label}. */
    public String getLabels() {
        return labels;
    }

    public void setLabels(String labels) {
        this.labels = lines(labels);
    }

    /** Returns the rate limit in a form such as {@code 100/PT1M}. */
    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = SubmittedText.orEmpty(rateLimit);
    }

    public String getQuotaRequests() {
        return quotaRequests;
    }

    public void setQuotaRequests(String quotaRequests) {
        this.quotaRequests = SubmittedText.orEmpty(quotaRequests);
    }

    public QuotaPeriod getQuotaPeriod() {
        return quotaPeriod;
    }

    public void setQuotaPeriod(QuotaPeriod quotaPeriod) {
        this.quotaPeriod = quotaPeriod;
    }

    /**
     * Returns the periods to choose from, as enum constants: MyFaces does not convert text written in a page
     * to them.
     */
    public QuotaPeriod[] getQuotaPeriods() {
        return QuotaPeriod.values();
    }

    /** Returns whether anything other than description and right has been decided. */
    public boolean isWithTerms() {
        return !(expiresAt + allowedAddresses + externalId + labels + rateLimit + quotaRequests).isBlank();
    }

    /** Converts line ends to LF, as they are stored: forms submit CR LF. */
    private static String lines(String submitted) {
        return SubmittedText.orEmpty(submitted).replace("\r\n", "\n");
    }
}
