package dev.tributary.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.StorageSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DiskCheckTest {

    private static final Path PLACE = Path.of("data");

    private final DiskCheck check = new DiskCheck(new StorageSettings(PLACE, null));

    @Test
    void wantsRoomBeforeTheDiskIsFull() {
        assertThat(check.found(PLACE, 2_000_000_000L)).isInstanceOf(Finding.Fine.class);
        assertThat(check.found(PLACE, 1_999_999_999L)).isInstanceOf(Finding.Todo.class);
        assertThat(check.found(PLACE, 199_999_999L)).isInstanceOf(Finding.Broken.class);
        assertThat(check.found(PLACE, 1_500_000_000L).text()).isEqualTo("1,500 MB are free where data is.");
    }
}
