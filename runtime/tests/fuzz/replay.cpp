// Runs a fuzz target over a folder of inputs, and over each of them cut short and with bytes changed, the same ones
// each time: the corpus as a test, for compilers without libFuzzer.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// A copy of exactly the input's size, so that a sanitizer sees a byte too far.
void run(const std::string& input) {
    const std::vector<std::uint8_t> exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    int files = 0;
    std::minstd_rand random(7);
    for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string input{std::istreambuf_iterator<char>(file), {}};
        run(input);
        for (std::size_t length = 0; length < input.size(); ++length) run(input.substr(0, length));
        for (int change = 0; change < 500 && !input.empty(); ++change) {
            std::string changed = input;
            for (int byte = 0; byte < 3; ++byte) changed[random() % changed.size()] = static_cast<char>(random());
            run(changed);
        }
        ++files;
    }
    std::printf("%d inputs\n", files);
    return files > 0 ? 0 : 1;
}
