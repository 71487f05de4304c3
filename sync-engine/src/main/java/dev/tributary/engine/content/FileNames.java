package dev.tributary.engine.content;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What extensions and MIME types stand for. */
final class FileNames {

    /** Extension, and the name that Markdown renderers know the language by where it is another one. */
    private static final Map<String, String> LANGUAGES = table("""
            bash bat=batch c cc=cpp cfg=ini clj=clojure cmake conf=ini cpp cs=csharp css csv cxx=cpp dart diff
            dockerfile elm erl=erlang ex=elixir exs=elixir fs=fsharp go gradle=groovy graphql groovy h=c hcl hpp=cpp
            hs=haskell ini ipynb=json java jl=julia js=javascript json json5=json jsonc=json jsonl=json jsx kt=kotlin
            kts=kotlin less lua m=objectivec makefile mjs=javascript ml=ocaml ndjson=json nix patch=diff php pl=perl
            plist=xml pom=xml properties proto=protobuf ps1=powershell py=python r rb=ruby rs=rust sass scala scss
            sh=bash sql svelte swift tf=hcl toml ts=typescript tsv tsx vb vue wsdl=xml xml xsd=xml xsl=xml xslt=xml
            yaml yml=yaml zig zsh=bash""");

    private static final Map<String, String> SUBTYPES = table("""
            csv css javascript ecmascript=javascript x-javascript=javascript json ld+json=json x-ndjson=json
            jsonlines=json xml yaml x-yaml=yaml toml sql x-sql=sql graphql x-sh=bash x-shellscript=bash x-python=python
            x-java=java x-java-source=java x-c=c x-c++=cpp x-httpd-php=php x-php=php x-ruby=ruby x-perl=perl
            typescript x-typescript=typescript tab-separated-values=tsv x-diff=diff x-ipynb+json=json""");

    private static final Map<String, String> UNREAD = table("""
            pdf=PDF doc=Word docx=Word dot=Word rtf=RTF xls=Excel xlsx=Excel xlsm=Excel ppt=PowerPoint pptx=PowerPoint
            odt=OpenDocument ods=OpenDocument odp=OpenDocument epub=EPUB pages=Pages numbers=Numbers key=Keynote
            png=Image jpg=Image jpeg=Image gif=Image webp=Image bmp=Image ico=Image tif=Image tiff=Image svg=Image
            heic=Image psd=Image mp3=Audio wav=Audio ogg=Audio flac=Audio m4a=Audio mp4=Video mov=Video avi=Video
            mkv=Video webm=Video zip=Archive gz=Archive tgz=Archive bz2=Archive xz=Archive zst=Archive 7z=Archive
            tar=Archive rar=Archive jar=Archive war=Archive iso=Archive exe=Program dll=Program so=Program
            class=Program o=Program wasm=Program woff=Font woff2=Font ttf=Font otf=Font eml=Mail msg=Mail
            sqlite=Database db=Database parquet=Database""");

    private FileNames() {}

    static Optional<String> language(String extension) {
        return Optional.ofNullable(LANGUAGES.get(extension));
    }

    /** The language of a MIME type that is text; plain if there is no better name for it. */
    static Optional<String> languageOfType(String essence) {
        var slash = essence.indexOf('/');
        var family = essence.substring(0, slash);
        var subtype = essence.substring(slash + 1);
        var isText = family.equals("text") && !subtype.equals("rtf");
        if (!isText && !family.equals("application")) {
            return Optional.empty();
        }
        var structured = subtype.endsWith("+json") ? "json" : subtype.endsWith("+xml") ? "xml" : null;
        return Optional.ofNullable(SUBTYPES.get(subtype))
                .or(() -> Optional.ofNullable(structured))
                .or(() -> isText ? Optional.of("") : Optional.empty());
    }

    static Optional<String> unreadExtension(String extension) {
        return Optional.ofNullable(UNREAD.get(extension)).map(FileNames::plural);
    }

    static String unreadType(String essence) {
        var family = essence.substring(0, essence.indexOf('/'));
        var subtype = essence.substring(family.length() + 1);
        return switch (family) {
            case "image", "audio", "video", "font" ->
                plural(Character.toUpperCase(family.charAt(0)) + family.substring(1));
            default -> office(subtype).or(() -> unreadExtension(subtype)).orElse("Files of type " + essence);
        };
    }

    private static Optional<String> office(String subtype) {
        var known = Map.of(
                "msword", "Word",
                "wordprocessingml", "Word",
                "ms-excel", "Excel",
                "spreadsheetml", "Excel",
                "ms-powerpoint", "PowerPoint",
                "presentationml", "PowerPoint",
                "opendocument", "OpenDocument",
                "compressed", "Archive",
                "gzip", "Archive",
                "rfc822", "Mail");
        return known.entrySet().stream()
                .filter(entry -> subtype.contains(entry.getKey()))
                .map(entry -> plural(entry.getValue()))
                .findFirst();
    }

    private static String plural(String what) {
        return what + " files";
    }

    private static Map<String, String> table(String pairs) {
        return Arrays.stream(pairs.split("\\s+"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[pair.length - 1]));
    }
}
