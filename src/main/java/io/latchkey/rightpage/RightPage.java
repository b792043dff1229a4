package io.latchkey.rightpage;

import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRightChange;
import io.latchkey.right.CustomRightRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.primefaces.PrimeFaces;

/** Lists the organisation's custom rights, and lets users add, change and delete them. */
@Named("customRight")
@RequestScoped
public class RightPage {

    private static final String TEXTS = "rights";
    private static final String NEW_FORM = "newRightForm";
    private static final String EDIT_FORM = "editRightForm";

    /** The maximum number of keys that are named as having a right. */
    private static final int HOLDERS = 10;

    @Inject
    private RightPageService service;

    @Inject
    private HttpServletRequest request;

    @Inject
    private UserMessages userMessages;

    private String name = "";
    private String description = "";
    private String descriptionBefore = "";
    private String patterns = "";
    private String patternsBefore = "";
    private long version;
    private List<CustomRight> all = List.of();
    private CustomRight stored;
    private List<Long> holders = List.of();

    /** Returns all rights, which are read once, and again after a change. */
    public List<CustomRight> getAll() {
        if (all.isEmpty()) {
            all = service.list();
        }
        return all;
    }

    /** Opens the dialog for a new right, with empty fields. */
    public void openNew() {
        userMessages.opened();
    }

    /** Reads the right named in the request, for a dialog that is about to be shown. */
    public void open() {
        Optional<CustomRight> found =
                Optional.ofNullable(request.getParameter("name")).flatMap(service::find);
        if (found.isEmpty()) {
            userMessages.failed("rights.gone");
            // The list still shows the right.
            PrimeFaces.current().ajax().update("list:rights");
            return;
        }
        CustomRight right = found.get();
        name = right.name();
        description = right.description();
        descriptionBefore = description;
        patterns = String.join("\n", right.patterns());
        patternsBefore = patterns;
        version = right.version();
        readHolders();
        userMessages.opened();
    }

    /** Creates the right, or shows at each field what is wrong with it. */
    public void add() {
        CustomRightRequest wanted = new CustomRightRequest(name, description, lines());
        if (!userMessages.accepts(NEW_FORM, TEXTS, wanted)) {
            refuse(NEW_FORM, service.refusals(wanted));
            return;
        }
        try {
            service.create(wanted);
            all = service.list();
            userMessages.done("rights.added", name);
        } catch (ProblemException refused) {
            userMessages.refused(NEW_FORM, TEXTS, refused.problem());
            refuse(NEW_FORM, service.refusals(wanted));
        }
    }

    private void refuse(String form, List<Problem> problems) {
        problems.forEach(problem -> userMessages.refused(form, TEXTS, problem));
    }

    /**
     * Saves the changes, unless somebody else has changed the right in the meantime: then the current version
     * is shown.
     */
    public void save() {
        CustomRightChange change = new CustomRightChange(description, lines());
        if (!userMessages.accepts(EDIT_FORM, TEXTS, change)) {
            refuse(EDIT_FORM, service.refusals(change));
            readHolders();
            return;
        }
        try {
            if (service.change(name, version, change).isPresent()) {
                all = service.list();
                userMessages.done("rights.changed", name);
            } else {
                userMessages.inForm("rights.gone");
            }
        } catch (StaleVersionException changedMeanwhile) {
            service.find(name).ifPresent(this::showAgain);
            userMessages.inForm("rights.stale");
            readHolders();
        } catch (ProblemException refused) {
            userMessages.refused(EDIT_FORM, TEXTS, refused.problem());
            readHolders();
        }
    }

    /** The dialog that stays open goes on saying which keys the change is about. */
    private void readHolders() {
        holders = service.holders(name, HOLDERS);
    }

    /** Shows the right as somebody else has changed it, and keeps what the user has changed. */
    private void showAgain(CustomRight now) {
        stored = now;
        description = description.equals(descriptionBefore) ? now.description() : description;
        descriptionBefore = now.description();
        String patternsNow = String.join("\n", now.patterns());
        patterns = patterns.equals(patternsBefore) ? patternsNow : patterns;
        patternsBefore = patternsNow;
        version = now.version();
    }

    /** Deletes the right permanently, if no key has it. */
    public void delete() {
        try {
            service.delete(name);
            all = service.list();
            // Also reported as done if somebody else was faster: the right is gone.
            userMessages.done("rights.deleted", name);
        } catch (ProblemException held) {
            readHolders();
            userMessages.refused("deleteRightForm", TEXTS, held.problem());
        }
    }

    private List<String> lines() {
        return patterns.isEmpty() ? List.of() : patterns.lines().toList();
    }

    /** Returns the right as somebody else has changed it in the meantime; null if nobody has. */
    public CustomRight getStored() {
        return stored;
    }

    /** Returns the numbers of keys that have the right, separated by commas; empty if there are none. */
    public String getHolders() {
        return holders.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = SubmittedText.orEmpty(name).strip();
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = SubmittedText.orEmpty(description).strip();
    }

    /** Returns the description as it was shown to the user. */
    public String getDescriptionBefore() {
        return descriptionBefore;
    }

    public void setDescriptionBefore(String descriptionBefore) {
        this.descriptionBefore = SubmittedText.orEmpty(descriptionBefore).strip();
    }

    /** Returns the patterns, one per line. */
    public String getPatterns() {
        return patterns;
    }

    /**
     * Sets the patterns without empty lines, so that the remaining lines have the numbers by which errors
     * refer to them.
     */
    public void setPatterns(String patterns) {
        this.patterns = withoutEmptyLines(patterns);
    }

    /** Returns the patterns as they were shown to the user. */
    public String getPatternsBefore() {
        return patternsBefore;
    }

    public void setPatternsBefore(String patternsBefore) {
        this.patternsBefore = withoutEmptyLines(patternsBefore);
    }

    private static String withoutEmptyLines(String text) {
        return SubmittedText.orEmpty(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
