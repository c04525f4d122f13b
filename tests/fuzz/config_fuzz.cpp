// A stranger's .stateless.json: read or refused, and never a model from outside of its folder.
#include "cli/config.h"
#include "fuzz/input_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    static const Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");
    testing::read_as_file(data, size, ".stateless.json", [](const std::filesystem::path& file) {
        const Config config = read_config(file, catalog, STATELESS_SOURCE_DIR "/rules/schema/config.schema.json");
        for (const JsonDocument& model : config.models) {
            if (!model.file().starts_with(config.folder)) std::abort();
        }
        for (const std::string& id : config.disabled_rules) {
            if (!catalog.find(id)) std::abort();
        }
    });
    return 0;
}
