// embedded-db: places where a server opens a database that is a file of its own process. Which calls open one, models
// know. Refuses to know what is stored in it: whoever opens one in a server keeps something there.
#include <algorithm>

#include "rules/support/database_calls.h"
#include "rules/support/message.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

/// No file at all: its rows are gone with the process, which other rules speak of.
bool is_in_memory(const std::string& name) {
    return name.empty() || name.find(":memory:") != std::string::npos || name.find("mode=memory") != std::string::npos;
}

bool opens_a_file(const DatabaseCall& database) {
    return database.files.empty() || !std::any_of(database.files.begin(), database.files.end(), is_in_memory) ||
           !std::all_of(database.files.begin(), database.files.end(), [](const std::string& name) {
               return is_in_memory(name) || name.find('.') == std::string::npos;
           });
}

std::string words_for(const DatabaseCall& database) {
    for (std::string name : database.files) {
        name = name.substr(name.find("://") == std::string::npos ? 0 : name.find("://") + 3);
        if (name.empty() || is_in_memory(name) || name.find('\x01') != std::string::npos) continue;
        if (database.sink->file_argument >= 0 || name.find('.') != std::string::npos) return "the file '" + name + "'";
    }
    return "a file";
}

}  // namespace

std::vector<Finding> judge_embedded_db(const RuleContext& context);

std::vector<Finding> judge_embedded_db(const RuleContext& context) {
    const Analysis& analysis = context.analysis;
    std::vector<Finding> findings;
    if (!analysis.reach.is_server()) return findings;
    for (const DatabaseCall& database : database_calls(analysis)) {
        if (!database.embedded || !opens_a_file(database)) continue;
        const Call& call = *database.call;
        Finding finding;
        finding.rule = context.text.id;
        finding.span = call.span;
        finding.entity = database.name;
        finding.path = path_through(context, call.caller, {"opens the database with " + database.name, call.span});
        finding.confidence = Confidence::high;
        finding.message = fill_message(context.text.message, {{"entity", database.name},
                                                              {"system", database.system},
                                                              {"file", words_for(database)},
                                                              {"reached", reached_text(context, call.caller)}});
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace stateless::lint
