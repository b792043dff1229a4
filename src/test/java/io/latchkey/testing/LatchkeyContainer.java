package io.latchkey.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.arquillian.protocol.servlet5.v_5.ServletProtocol;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** The server that the build has chosen, as Arquillian's: each archive gets a server of its own, as it does when no test is inside. */
public final class LatchkeyContainer implements DeployableContainer<LatchkeyContainer.Settings> {

    private Optional<LatchkeyServer> server = Optional.empty();

    /** None: the build says all. */
    public static final class Settings implements ContainerConfiguration {
        @Override
        public void validate() {}
    }

    @Override
    public Class<Settings> getConfigurationClass() {
        return Settings.class;
    }

    @Override
    public void setup(Settings settings) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription(ServletProtocol.PROTOCOL_NAME);
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) {
        Path war = Folders.make("in-container").resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(war.toFile());
        LatchkeyServer started = LatchkeyServer.start(war, DatabaseKind.H2, Map.of());
        server = Optional.of(started);
        HTTPContext context =
                new HTTPContext(started.base().getHost(), started.base().getPort());
        context.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, "/"));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server.ifPresent(LatchkeyServer::close);
        server = Optional.empty();
    }
}
