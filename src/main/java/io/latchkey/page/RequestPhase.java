package io.latchkey.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Named;

/** Tells pages how far the processing of a request has come. */
@Named("phase")
@RequestScoped
public class RequestPhase {

    /**
     * Returns whether submitted input is still being processed. It is not known yet which state of the page
     * it was submitted from, so every button must be present then.
     */
    public boolean isAnswering() {
        return FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE;
    }
}
