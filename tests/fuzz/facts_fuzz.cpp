// A facts file of another day or another hand: refused, or the same after it is written again.
#include <cstdint>
#include <cstdlib>

#include "model/misuse.h"
#include "model/serialize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    const FactsOrigin origin{"build", "models"};
    try {
        const UnitFacts facts = from_json({reinterpret_cast<const char*>(data), size}, origin, "facts.json");
        if (from_json(to_json(facts, origin), origin, "again.json") != facts) std::abort();
    } catch (const Misuse& misuse) {
        if (!std::string(misuse.what()).starts_with("facts.json:")) std::abort();
    }
    return 0;
}
