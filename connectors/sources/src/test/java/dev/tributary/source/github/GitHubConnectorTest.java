package dev.tributary.source.github;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import java.util.List;
import java.util.Map;

final class GitHubConnectorTest implements HttpConnectorContract {

    private final GitHubFixture fixture = new GitHubFixture();

    GitHubConnectorTest() {
        for (var chapter = 0; chapter < 205; chapter++) {
            fixture.github.put("docs/part-%d/chapter-%d.md".formatted(chapter / 50, chapter), "# Chapter " + chapter);
        }
        fixture.github.put("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        fixture.github.link("latest", "no/such/file");
        fixture.github.submodule("vendor/theme", "553c2077f0edc3d5dc5d17262f6aa498e69d6f8e");
    }

    @Override
    public Connector connector() {
        return fixture.connector;
    }

    @Override
    public RecordedSource source() {
        return fixture.github.source();
    }

    @Override
    public Map<String, List<String>> config() {
        return fixture.config();
    }
}
