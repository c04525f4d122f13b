// A model as a project may bring it: taken or refused.
#include "fuzz/input_file.h"
#include "model/json_document.h"
#include "model/models.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    // Beside the schemas, and with one model in place of our own, which would be read anew each time.
    static const std::filesystem::path models_folder = [] {
        static const testing::TemporaryFolder folder;
        folder.add_schemas();
        folder.write("models/least.json", "{\"name\": \"least\"}");
        return folder.path() / "models";
    }();
    testing::read_as_file(data, size, "model.json", [](const std::filesystem::path& file) {
        const Models models = Models::load(models_folder, {JsonDocument::read(file)});
        (void)models.is_type("acme::Bag", "exempt");
        (void)models.digest();
    });
    return 0;
}
