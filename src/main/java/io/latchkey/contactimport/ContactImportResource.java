package io.latchkey.contactimport;

import io.latchkey.caller.CallingKey;
import io.latchkey.form.FormPart;
import io.latchkey.form.MultipartForm;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.MaxBody;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Encoding;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds and changes contacts of the caller's organisation in bulk. */
@Singleton
@Path("v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class ContactImportResource {

    /**
     * The limit of a request in bytes: 3000 contacts with all their fields, or the maximum number of rows in a file.
     */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final String TEXT_CSV = "text/csv";

    private final CallingKey caller;
    private final ImportIntake intake;

    @Inject
    public ContactImportResource(CallingKey caller, ImportIntake intake) {
        this.caller = caller;
        this.intake = intake;
    }

    /** Accepts contacts to be imported in the background. */
    @Operation(summary = "Import contacts in the background")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MaxBody(MAX_BYTES)
    public ContactImportDocument start(ImportRequest request) {
        return intake.take(caller.organisationId(), request.settings(), request.contacts());
    }

    /** Accepts contacts from a CSV file in the request body; query parameters specify how to import it. */
    @Operation(hidden = true)
    @POST
    @Path("upload")
    @Consumes(TEXT_CSV)
    @UploadSettings.Described
    @MaxBody(MAX_BYTES)
    public ContactImportDocument upload(byte[] csv, @Context UriInfo uri) {
        return upload(csv, uri.getQueryParameters());
    }

    /** Accepts a form: the part {@code file} is the file, other parts specify how to import it. */
    @Operation(
            summary = "Import contacts from a CSV file in the background",
            description =
                    "The file is the body, or the part named file of a form; other parts of the form may be used instead of query parameters.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = UploadForm.class),
                        encoding = @Encoding(name = UploadForm.FILE, contentType = TEXT_CSV)),
                @Content(mediaType = TEXT_CSV, schema = @Schema(types = "string", format = "binary"))
            })
    @POST
    @Path("upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @UploadSettings.Described
    @MaxBody(MAX_BYTES)
    public ContactImportDocument upload(@Parameter(hidden = true) MultipartForm form, @Context UriInfo uri) {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>(uri.getQueryParameters());
        Optional<byte[]> file = Optional.empty();
        for (FormPart part : form.parts()) {
            if (!part.name().equals(UploadForm.FILE)) {
                fields.add(part.name(), part.text());
            } else if (file.isPresent()) {
                throw ProblemException.invalid(UploadForm.FILE, "must be sent once: import each file by itself");
            } else {
                file = Optional.of(part.content());
            }
        }
        byte[] csv = file.orElseThrow(() -> ProblemException.invalid(UploadForm.FILE, "is required"));
        return upload(csv, fields);
    }

    /**
     * Rejects the address of a file, which a key could otherwise use to make this server call any address in
     * its reach.
     */
    @POST
    @Path("upload")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public ContactImportDocument uploadFromAddress() {
        throw new ProblemException(
                Problem.ofStatus(501, "No file is fetched from an address: send it as text/csv or in a form."));
    }

    private ContactImportDocument upload(byte[] csv, Map<String, List<String>> fields) {
        ImportSettings settings = UploadSettings.of(fields);
        return intake.take(caller.organisationId(), settings, ContactCsv.read(csv));
    }
}
