// A baseline as a merge may leave it: refused, or the same after it is written again.
#include "cli/baseline.h"
#include "fuzz/input_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    static constexpr const char* schema = STATELESS_SOURCE_DIR "/rules/schema/baseline.schema.json";
    testing::read_as_file(data, size, "baseline.json", [](const std::filesystem::path& file) {
        const Baseline baseline = read_baseline(file, schema);
        const std::string text = baseline_text(baseline.entries);
        testing::read_as_file(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), "again.json",
                              [&](const std::filesystem::path& again) {
                                  if (baseline_text(read_baseline(again, schema).entries) != text) std::abort();
                              });
        std::vector<Finding> findings;
        const BaselineMatch match =
            take_out_known(findings, baseline, {"zero-ttl"}, "/p", [](const auto&) { return true; });
        if (match.known != 0 || match.kept.size() + match.stale.size() != baseline.entries.size()) std::abort();
    });
    return 0;
}
