package io.latchkey.template;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The e-mail templates of the caller's organisation. */
@Singleton
@Path("v1/messages/email")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class EmailTemplateResource {

    private final ChannelTemplates templates;

    @Inject
    public EmailTemplateResource(
            CallingKey caller, Templates templates, TemplateWordings wordings, TemplateSearch search, ViewLinks links) {
        this.templates = new ChannelTemplates(Channel.EMAIL, caller, templates, wordings, search, links);
    }

    /** Creates a template and returns its id. */
    @Operation(summary = "Create an e-mail template")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public IdDocument create(EmailTemplate template) {
        ProblemException.throwIfAny(template.errors());
        return templates.create(template.labels(), template.wording());
    }

    /**
     * Returns a page of the templates whose name or tags contain the text; {@code TotalCount} is the total
     * number of them.
     *
     * @param startindex the position of the first, starting at 1
     */
    @Operation(
            summary = "List the templates of e-mails, page by page",
            description = "Returns templates whose name, or one of whose tags, contains the text.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "TotalCount", ref = "TotalCount"),
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ListedEmailTemplate.class))))
    @GET
    public Response search(
            @Parameter(description = "part of the name or of a tag")
                    @QueryParam("search")
                    @DefaultValue("")
                    @Size(max = 255)
                    @OneLine
                    String search,
            @Parameter(description = "the first row, starting at 1")
                    @QueryParam("startindex")
                    @DefaultValue("1")
                    @Min(1)
                    @Max(Templates.MAX_TEMPLATES)
                    int startindex,
            @Parameter(description = "rows per page") @QueryParam("maxrows") @DefaultValue("500") @Min(1) @Max(500)
                    int maxrows) {
        return templates.search(
                search,
                startindex,
                maxrows,
                lines -> new EmailTemplateList(
                        lines.stream().map(ListedEmailTemplate::of).toList()));
    }

    /** Returns a template with its translations. */
    @Operation(summary = "Read a template with its translations")
    @GET
    @Path(ChannelTemplates.TEMPLATE)
    public EmailTemplate read(@PathParam("id") long id) {
        return EmailTemplate.of(templates.read(id));
    }

    /** Replaces a template's labels and base wording; its translations are kept. */
    @Operation(summary = "Replace the wording of a template", description = "Its translations are not changed.")
    @PUT
    @Path(ChannelTemplates.TEMPLATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public IdDocument change(@PathParam("id") long id, EmailTemplate template) {
        ProblemException.throwIfAny(template.errors());
        return templates.change(id, template.labels(), template.wording());
    }

    /** Deletes a template and its translations. */
    @Operation(summary = "Delete a template and its translations")
    @DELETE
    @Path(ChannelTemplates.TEMPLATE)
    public IdDocument delete(@PathParam("id") long id) {
        return templates.delete(id);
    }

    /** Adds or replaces a translation. */
    @Operation(summary = "Add or replace a translation of a template")
    @PUT
    @Path(ChannelTemplates.TRANSLATION)
    @Consumes(MediaType.APPLICATION_JSON)
    public IdDocument translate(
            @PathParam("id") long id, @PathParam("language") String language, EmailTemplate translation) {
        ProblemException.throwIfAny(translation.errors());
        return templates.translate(id, translation.wording(language));
    }

    /** Deletes a translation. */
    @Operation(summary = "Delete a translation of a template")
    @DELETE
    @Path(ChannelTemplates.TRANSLATION)
    public IdDocument deleteTranslation(@PathParam("id") long id, @PathParam("language") String language) {
        return templates.deleteTranslation(id, language);
    }

    /** Returns a link at which anyone who has it can view the e-mail for a limited time. */
    @Operation(summary = "Create a link to view the e-mail, valid for a limited time")
    @GET
    @Path(ChannelTemplates.TEMPLATE + "/viewLink")
    public ViewLinkDocument viewLink(@PathParam("id") long id) {
        return templates.viewLink(id);
    }
}
