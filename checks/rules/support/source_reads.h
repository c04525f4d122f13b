// What a call does to the source of data behind the program: reads a database or another server, or changes it. Takes
// the statement's first word where the call itself has its text, else the method's name; a helper that is given the
// statement says nothing, the calls that give it do.
#pragma once

#include "program/analysis.h"

namespace stateless::lint {

enum class SourceUse {
    none,
    unknown,  // a step of a query that is made elsewhere, or a statement that is not known
    read,
    write,
};

struct SourceAccess {
    SourceUse use = SourceUse::none;
    bool asks = false;      // the call itself goes to the source
    bool upstream = false;  // another server, not a database
    bool random = false;    // every answer differs
};

SourceAccess source_access(const Analysis& analysis, const Call& call);

}  // namespace stateless::lint
