// Names, spans, types and declarations of one unit. Knows the language and the standard library's shapes; no verdicts.
#include "extract/unit.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace stateless::lint {

using namespace clang;

Unit::Unit(ASTContext& ast, const ExtractOptions& options)
    : context(ast), sources(ast.getSourceManager()), models(*options.models), options_(options),
      library_files_(ast, models) {}

std::string file_path(const SourceManager& sources, FileID file) {
    auto reference = sources.getFileEntryRefForID(file);
    if (!reference) return {};
    std::filesystem::path path = reference->getName().str();
    if (path.is_relative()) {
        auto cwd = sources.getFileManager().getVirtualFileSystem().getCurrentWorkingDirectory();
        if (cwd) path = std::filesystem::path(*cwd) / path;
    }
    return path.lexically_normal().string();
}

namespace {

bool lies_below(StringRef file, StringRef folder) { return file.consume_front(folder) && file.starts_with("/"); }

}  // namespace

const std::string& Unit::path_of(FileID file) const {
    auto [entry, fresh] = paths_.try_emplace(file);
    if (fresh) {
        const std::string name = file_path(sources, file);
        llvm::SmallString<256> real;
        bool unknown = name.empty() || sources.getFileManager().getVirtualFileSystem().getRealPath(name, real);
        bool leads_out = !options_.source_root.empty() && lies_below(name, options_.source_root) &&
                         !lies_below(real, options_.source_root);
        entry->second = unknown || leads_out ? name : real.str().str();
    }
    return entry->second;
}

Span Unit::span(SourceLocation begin) const { return span(SourceRange(begin, begin)); }

Span Unit::span(SourceRange range) const {
    Span result;
    if (range.isInvalid()) return result;
    SourceLocation begin = sources.getFileLoc(range.getBegin());
    SourceLocation end = sources.getFileLoc(range.getEnd());
    auto [file, offset] = sources.getDecomposedLoc(begin);
    auto [end_file, end_offset] = sources.getDecomposedLoc(end);
    if (end_file != file || end_offset < offset) end = begin;
    unsigned length = Lexer::MeasureTokenLength(end, sources, context.getLangOpts());
    result.file = path_of(file);
    result.line = sources.getSpellingLineNumber(begin);
    result.column = sources.getSpellingColumnNumber(begin);
    result.end_line = sources.getSpellingLineNumber(end);
    result.end_column = sources.getSpellingColumnNumber(end) + length;
    // A byte order mark is no part of the text.
    if (result.line == 1 && sources.getBufferData(file).starts_with("\xEF\xBB\xBF")) {
        if (result.column > 3) result.column -= 3;
        if (result.end_line == 1 && result.end_column > 3) result.end_column -= 3;
    }
    return result;
}

Span Unit::literal_span(SourceRange range) {
    SourceLocation spelled = sources.getSpellingLoc(range.getBegin());
    bool in_body = range.getBegin().isMacroID() && !sources.isMacroArgExpansion(range.getBegin());
    return in_body && is_user(spelled) ? span(spelled) : span(range);
}

bool Unit::is_user(SourceLocation location) {
    if (location.isInvalid()) return false;
    FileID file = sources.getFileID(sources.getFileLoc(location));
    auto [entry, fresh] = user_files_.try_emplace(file, false);
    if (fresh) {
        const std::string name = file_path(sources, file);
        entry->second = !name.empty() && !sources.isInSystemHeader(sources.getLocForStartOfFile(file)) &&
                        (!options_.is_user_file || options_.is_user_file(name)) &&
                        !library_files_.contains(file, name, path_of(file));
    }
    return entry->second;
}

bool Unit::is_user(const Decl* declaration) { return declaration && is_user(declaration->getLocation()); }

namespace {

const Decl* pattern_of(const Decl* declaration) {
    if (auto* function = dyn_cast<FunctionDecl>(declaration)) {
        if (auto* pattern = function->getTemplateInstantiationPattern(false)) return pattern->getCanonicalDecl();
    } else if (auto* record = dyn_cast<CXXRecordDecl>(declaration)) {
        if (auto* pattern = record->getTemplateInstantiationPattern()) return pattern->getCanonicalDecl();
    } else if (auto* variable = dyn_cast<VarDecl>(declaration)) {
        if (auto* pattern = variable->getTemplateInstantiationPattern()) return pattern->getCanonicalDecl();
        if (variable->isLocalVarDeclOrParm()) return declaration;
    } else if (auto* field = dyn_cast<FieldDecl>(declaration)) {
        auto* owner = dyn_cast<CXXRecordDecl>(field->getParent());
        auto* pattern = owner ? owner->getTemplateInstantiationPattern() : nullptr;
        if (pattern && pattern->hasDefinition()) {
            unsigned index = field->getFieldIndex();
            for (auto* candidate : pattern->getDefinition()->fields())
                if (index-- == 0) return candidate;
        }
    }
    return declaration->getCanonicalDecl();
}

bool dropped_argument(const std::string& name) {
    return name == "std::allocator" || name == "std::less" || name == "std::hash" || name == "std::equal_to" ||
           name == "std::char_traits" || name == "std::default_delete";
}

}  // namespace

EntityId Unit::lambda_id(const CXXRecordDecl* closure) {
    SourceLocation begin = closure->getBeginLoc();
    Span where = span(begin);
    auto [file, offset] = sources.getDecomposedSpellingLoc(begin);
    return "lambda@" + where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column) + ":" +
           std::to_string(begin.isMacroID() ? offset : 0);
}

EntityId Unit::id(const Decl* declaration) {
    if (!declaration) return {};
    auto [entry, fresh] = ids_.try_emplace(declaration);
    if (!fresh) return entry->second;
    EntityId result;
    if (auto* method = dyn_cast<CXXMethodDecl>(declaration); method && is_lambda(method->getParent())) {
        result = lambda_id(method->getParent());
    } else if (auto* record = dyn_cast<CXXRecordDecl>(declaration); record && is_lambda(record)) {
        result = lambda_id(record);
    } else {
        const Decl* pattern = pattern_of(declaration);
        llvm::SmallString<128> usr;
        bool unnamed = index::generateUSRForDecl(pattern, usr) || usr.empty();
        result = unnamed ? "unnamed" : usr.str().str();
        auto* named = dyn_cast<NamedDecl>(pattern);
        auto* variable = dyn_cast<VarDecl>(pattern);
        if (variable && variable->isLocalVarDecl()) {
            // The same declaration in every instantiation of its function, and another one in each block.
            Span where = span(variable->getLocation());
            result = enclosing_function(variable) + "@" + variable->getName().str() + "@" + where.file + ":" +
                     std::to_string(where.line) + ":" + std::to_string(where.column);
        } else if (unnamed || (named && !named->isExternallyVisible())) {
            Span where = span(pattern->getLocation());
            result += "@" + where.file;
            bool local = isa<VarDecl>(pattern) && cast<VarDecl>(pattern)->isLocalVarDeclOrParm();
            if (unnamed || local) result += ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
        }
    }
    return ids_[declaration] = result;
}

std::string Unit::qualified(const NamedDecl* declaration) {
    std::string name;
    if (auto* constructor = dyn_cast<CXXConstructorDecl>(declaration)) name = constructor->getParent()->getName().str();
    else if (auto* destructor = dyn_cast<CXXDestructorDecl>(declaration))
        name = "~" + destructor->getParent()->getName().str();
    else
        name =
            declaration->getDeclName().isIdentifier() ? declaration->getName().str() : declaration->getNameAsString();
    if (name.empty())
        if (auto* tag = dyn_cast<TagDecl>(declaration))
            if (auto* alias = tag->getTypedefNameForAnonDecl()) name = alias->getName().str();
    for (const DeclContext* scope = declaration->getDeclContext(); scope && !scope->isTranslationUnit();
         scope = scope->getParent()) {
        if (auto* space = dyn_cast<NamespaceDecl>(scope)) {
            if (!space->isAnonymousNamespace() && !space->isInline()) name = space->getName().str() + "::" + name;
        } else if (auto* record = dyn_cast<CXXRecordDecl>(scope)) {
            if (is_lambda(record)) {
                auto* outer = dyn_cast_or_null<NamedDecl>(record->getDeclContext()->getNonClosureAncestor());
                return "lambda in " +
                       (outer && !isa<TranslationUnitDecl>(outer) ? qualified(outer) : std::string("an initialiser"));
            }
            if (!record->getName().empty()) name = record->getName().str() + "::" + name;
            else if (auto* alias = record->getTypedefNameForAnonDecl()) name = alias->getName().str() + "::" + name;
        } else if (auto* function = dyn_cast<FunctionDecl>(scope)) {
            return qualified(function) + "::" + name;
        }
    }
    return name;
}

std::string Unit::function_signature(const FunctionProtoType* type) {
    if (!type) return {};
    PrintingPolicy policy(context.getLangOpts());
    policy.SuppressTagKeyword = true;
    std::string result = type->getReturnType().getCanonicalType().getUnqualifiedType().getAsString(policy) + " (";
    bool first = true;
    for (QualType parameter : type->getParamTypes()) {
        if (!first) result += ", ";
        first = false;
        result += parameter.getCanonicalType().getUnqualifiedType().getAsString(policy);
    }
    return result + ")";
}

std::string Unit::callable_signature(QualType type) {
    if (type.isNull()) return {};
    type = type.getNonReferenceType().getCanonicalType();
    if (auto* member = type->getAs<MemberPointerType>()) {
        if (auto* proto = member->getPointeeType()->getAs<FunctionProtoType>())
            return "member " + function_signature(proto);
        return {};
    }
    if (type->isFunctionPointerType()) type = type->getPointeeType();
    if (auto* proto = type->getAs<FunctionProtoType>()) return function_signature(proto);
    auto* record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    // A standard library's own helpers (the result of std::bind) mention functions without being called as one.
    if (!record || record->getTemplateArgs().size() == 0 || record->getName().starts_with("_")) return {};
    const TemplateArgument& first = record->getTemplateArgs()[0];
    if (first.getKind() != TemplateArgument::Type) return {};
    if (auto* proto = first.getAsType()->getAs<FunctionProtoType>()) return function_signature(proto);
    return {};
}

std::string Unit::signature_within(QualType type, int depth) {
    std::string own = callable_signature(type);
    if (!own.empty() || type.isNull() || depth > 3) return own;
    auto* record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        type.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl());
    if (!record || record->getName().starts_with("_")) return {};
    for (const TemplateArgument& argument : record->getTemplateArgs().asArray()) {
        if (argument.getKind() != TemplateArgument::Type) continue;
        std::string inner = signature_within(argument.getAsType(), depth + 1);
        if (!inner.empty()) return inner;
    }
    return {};
}

std::string Unit::handle_name(QualType source) {
    const QualType canonical = source.getCanonicalType();
    const bool plain = canonical->isVoidPointerType() || canonical->isIntegerType();
    if (!plain || canonical->isEnumeralType()) return {};
    const QualType pointee = canonical->isPointerType() ? source->getPointeeType() : QualType();
    const auto* alias = source->getAs<TypedefType>();
    if (!alias && !pointee.isNull()) alias = pointee->getAs<TypedefType>();
    if (!alias) return {};
    auto [entry, fresh] = handles_.try_emplace(alias->getDecl());
    if (fresh) {
        std::string name = qualified(alias->getDecl());
        const bool is_c = name.find("::") == std::string::npos;  // not std::chrono::nanoseconds::rep
        if (is_c && models.is_type(name)) entry->second = std::move(name);
    }
    return entry->second;
}

Type Unit::type(QualType source, int depth) {
    Type result;
    if (source.isNull() || depth > 6) return result;
    QualType canonical = source.getCanonicalType();
    if (std::string handle = handle_name(source); !handle.empty()) {
        Type named;
        named.kind = Type::Kind::builtin;
        named.name = std::move(handle);
        named.is_const = canonical.isConstQualified();
        if (!canonical->isPointerType()) return named;
        result.kind = Type::Kind::pointer;
        result.is_const = named.is_const;
        result.args.push_back(std::move(named));
        return result;
    }
    auto nested = [&](QualType inner) { return type(inner, depth + 1); };
    result.is_const = canonical.isConstQualified();
    const clang::Type* bare = canonical.getTypePtr();
    if (depth == 0)
        if (auto known = types_.find(bare); known != types_.end()) {
            bool is_const = result.is_const;
            result = known->second;
            result.is_const = is_const;
            return result;
        }
    if (auto* reference = bare->getAs<clang::ReferenceType>()) {
        result.kind = Type::Kind::reference;
        const QualType referee = source->getAs<clang::ReferenceType>()->getPointeeType();
        result.args.push_back(nested(handle_name(referee).empty() ? reference->getPointeeType() : referee));
    } else if (bare->isFunctionPointerType() || bare->isFunctionProtoType() || bare->isMemberFunctionPointerType()) {
        result.kind = Type::Kind::function;
        result.name = callable_signature(canonical);
    } else if (auto* pointer = bare->getAs<clang::PointerType>()) {
        result.kind = Type::Kind::pointer;
        result.args.push_back(nested(pointer->getPointeeType()));
    } else if (auto* array = context.getAsArrayType(canonical)) {
        result.kind = Type::Kind::array;
        result.is_const = array->getElementType().isConstQualified();
        result.args.push_back(nested(array->getElementType()));
    } else if (auto* enumeration = bare->getAs<EnumType>()) {
        result.kind = Type::Kind::enumeration;
        result.name = qualified(enumeration->getDecl());
    } else if (auto* record = bare->getAsCXXRecordDecl()) {
        result.kind = Type::Kind::record;
        if (is_lambda(record)) {
            result.name = "lambda";
        } else {
            result.name = qualified(record);
            if (is_user(record)) {
                result.record = id(record);
            }
            if (auto* specialization = dyn_cast<ClassTemplateSpecializationDecl>(record)) {
                auto add = [&](const TemplateArgument& argument) {
                    if (argument.getKind() != TemplateArgument::Type) return;
                    Type inner = nested(argument.getAsType());
                    if (!dropped_argument(inner.name)) result.args.push_back(std::move(inner));
                };
                for (const TemplateArgument& argument : specialization->getTemplateArgs().asArray()) {
                    if (argument.getKind() == TemplateArgument::Pack)
                        for (const TemplateArgument& element : argument.pack_elements()) add(element);
                    else add(argument);
                }
            }
        }
    } else if (bare->isBuiltinType()) {
        result.kind = Type::Kind::builtin;
        result.name = canonical.getUnqualifiedType().getAsString(context.getPrintingPolicy());
    } else {
        result.name = canonical.getUnqualifiedType().getAsString(context.getPrintingPolicy());
    }
    if (depth == 0) types_[bare] = result;
    return result;
}

EntityId Unit::enclosing_function(const Decl* declaration) {
    for (const DeclContext* scope = declaration->getDeclContext(); scope; scope = scope->getParent())
        if (auto* function = dyn_cast<FunctionDecl>(scope)) return id(function);
    return {};
}

void Unit::add_function(const FunctionDecl* function, const EntityId& parent) {
    EntityId own = id(function);
    auto* method = dyn_cast<CXXMethodDecl>(function);
    bool lambda = method && is_lambda(method->getParent());
    bool body = function->doesThisDeclarationHaveABody();
    if (!added_.insert((body ? "function+" : "function-") + own).second) return;
    Function fact;
    fact.id = own;
    fact.name = qualified(function);
    fact.span = lambda ? span(method->getParent()->getBeginLoc()) : span(function->getLocation());
    fact.kind = lambda                              ? Function::Kind::lambda
                : isa<CXXConstructorDecl>(function) ? Function::Kind::constructor
                : isa<CXXDestructorDecl>(function)  ? Function::Kind::destructor
                : method                            ? Function::Kind::method
                                                    : Function::Kind::function;
    fact.parent = parent;
    fact.is_main = function->isMain();
    fact.has_body = body;
    fact.returns = type(function->getReturnType());
    fact.returns_reference = is_pointer_like(function->getReturnType());
    for (auto* parameter : function->parameters()) {
        fact.parameters.push_back(type(parameter->getType()));
        fact.parameter_names.push_back(parameter->getName().str());
    }
    fact.signature = function_signature(function->getType()->getAs<FunctionProtoType>());
    if (method && !lambda) {
        fact.record = id(method->getParent());
        fact.is_static = method->isStatic();
        fact.is_const = method->isConst();
        fact.is_virtual = method->isVirtual();
        std::vector<const CXXMethodDecl*> work{method};
        while (!work.empty()) {
            const CXXMethodDecl* current = work.back();
            work.pop_back();
            for (const CXXMethodDecl* above : current->overridden_methods()) {
                fact.overridden_names.push_back(qualified(above));
                if (is_user(above)) fact.overrides.push_back(id(above));
                work.push_back(above);
            }
        }
    } else if (lambda) {
        for (const DeclContext* scope = method->getParent()->getDeclContext(); scope; scope = scope->getParent())
            if (auto* outer = dyn_cast<CXXMethodDecl>(scope); outer && !is_lambda(outer->getParent())) {
                fact.record = id(outer->getParent());
                break;
            }
    }
    facts.functions.push_back(std::move(fact));
}

namespace {

bool const_all_the_way(QualType type, bool is_constexpr) {
    if (is_constexpr) return true;
    if (auto* array = type->getAsArrayTypeUnsafe()) return const_all_the_way(array->getElementType(), false);
    if (!type.isConstQualified()) return false;
    return !type->isPointerType() || type->getPointeeType().isConstQualified() || type->isFunctionPointerType();
}

std::string per_replica_reason(const Decl* declaration) {
    for (auto* attribute : declaration->specific_attrs<AnnotateAttr>()) {
        if (attribute->getAnnotation() != "stateless::per-replica") continue;
        for (const Expr* argument : attribute->args())
            if (auto* text = dyn_cast<clang::StringLiteral>(strip(argument))) return text->getString().str();
        return "no reason given";
    }
    return {};
}

}  // namespace

void Unit::add_variable(const ValueDecl* declaration, unsigned loop) {
    EntityId own = id(declaration);
    auto* variable = dyn_cast<VarDecl>(declaration);
    bool defines = !variable || variable->isThisDeclarationADefinition() != VarDecl::DeclarationOnly;
    if (!added_.insert((defines ? "variable+" : "variable-") + own).second) {
        if (!declaration->getDeclContext()->isRecord()) return;
    }
    Variable fact;
    fact.id = own;
    fact.name = declaration->getName().str();
    fact.qualified = qualified(declaration);
    fact.span = span(declaration->getLocation());
    fact.type = type(declaration->getType());
    fact.defines = defines;
    fact.per_replica_reason = per_replica_reason(declaration);
    fact.loop = loop;
    if (auto* field = dyn_cast<FieldDecl>(declaration)) {
        fact.storage = Variable::Storage::field;
        fact.owner = id(cast<Decl>(field->getParent()));
        fact.is_const = const_all_the_way(field->getType(), false);
    } else if (variable) {
        fact.is_thread_local = variable->getTLSKind() != VarDecl::TLS_None;
        fact.is_const = const_all_the_way(variable->getType(), variable->isConstexpr());
        if (isa<ParmVarDecl>(variable)) fact.storage = Variable::Storage::parameter;
        else if (variable->isStaticDataMember()) fact.storage = Variable::Storage::static_member;
        else if (variable->isStaticLocal()) fact.storage = Variable::Storage::static_local;
        else if (variable->isLocalVarDecl() && !variable->hasGlobalStorage()) fact.storage = Variable::Storage::local;
        else fact.storage = Variable::Storage::global;
        if (fact.storage == Variable::Storage::static_member)
            fact.owner = id(Decl::castFromDeclContext(variable->getDeclContext()));
        else fact.owner = enclosing_function(variable);
    }
    facts.variables.push_back(std::move(fact));
}

void Unit::add_record(const CXXRecordDecl* record) {
    if (!record->isThisDeclarationADefinition() || is_lambda(record)) return;
    EntityId own = id(record);
    Record fact;
    fact.id = own;
    fact.name = qualified(record);
    fact.span = span(record->getLocation());
    if (!record->isDependentContext())
        for (auto& base : record->bases()) fact.bases.push_back(type(base.getType()));
    for (auto* field : record->fields()) {
        if (field->getName().empty()) continue;
        fact.fields.push_back(id(field));
        add_variable(field);
    }
    facts.records.push_back(std::move(fact));
}

void Unit::finish() {
    for (auto& function : facts.functions)
        if (auto found = blocks.find(function.id); found != blocks.end() && function.has_body)
            function.blocks = found->second;
    std::map<EntityId, const Variable*> variables;
    for (auto& variable : facts.variables) variables.emplace(variable.id, &variable);
    // Where a loop waits for clients, the locals around it are what stays.
    std::set<EntityId> waiting;
    for (auto& call : facts.calls)
        if (call.in_library && call.loop != 0 && models.matches(&Model::wait_calls, call.name))
            waiting.insert(call.caller);
    auto uninteresting = [&](const Place& place) {
        if (place.root == Place::Root::fresh) return true;
        if (place.root == Place::Root::unknown) return place.steps.empty();
        if (place.root != Place::Root::variable) return false;
        auto found = variables.find(place.entity);
        if (found == variables.end()) return false;
        auto storage = found->second->storage;
        if (storage != Variable::Storage::local && storage != Variable::Storage::parameter) return false;
        if (captured.contains(place.entity)) return false;
        if (storage == Variable::Storage::local && found->second->loop == 0 && waiting.contains(found->second->owner))
            return false;
        return std::none_of(place.steps.begin(), place.steps.end(),
                            [](auto& step) { return step.kind == Place::Step::Kind::deref; });
    };
    std::erase_if(facts.accesses, [&](const Access& access) { return uninteresting(access.place); });
    auto same = [](const Access& a, const Access& b) {
        return a.function == b.function && a.span == b.span && a.kind == b.kind && a.operation == b.operation &&
               a.place == b.place;
    };
    std::stable_sort(facts.accesses.begin(), facts.accesses.end(), [](const Access& a, const Access& b) {
        return std::tie(a.function, a.span, a.kind, a.operation) < std::tie(b.function, b.span, b.kind, b.operation);
    });
    facts.accesses.erase(std::unique(facts.accesses.begin(), facts.accesses.end(), same), facts.accesses.end());
}

}  // namespace stateless::lint
