;;; emacs.el --- Emacs with stateless-clangd: sees the finding, edits, sees it go, applies the fix -*- lexical-binding: t -*-
;; Usage: see emacs.sh.

(require 'cl-lib)

(defun wait-for (what true)
  "Wait until TRUE gives a value, and return it; fail with WHAT after a minute."
  (let ((value nil) (end (+ (float-time) 60)))
    (while (not (or (setq value (funcall true)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (or value (error "%s" what))))

(defun go-through (start codes silence)
  "Edit the server and look at what the editor is told.
START begins to look at the buffer.  CODES gives the codes of its diagnostics.
SILENCE applies the code action at point."
  (find-file "src/server.cpp")
  (let ((text (buffer-string))
        (found (lambda () (cl-some (lambda (code) (equal code "stateless-mutable-global")) (funcall codes)))))
    (funcall start)
    (wait-for "no finding" found)
    (goto-char (point-min))
    (search-forward "++hits")
    (replace-match "(void)hits")
    (wait-for "the finding stays" (lambda () (not (funcall found))))
    (erase-buffer)
    (insert text)
    (wait-for "the finding does not come back" found)
    (goto-char (point-min))
    (search-forward "static int ")
    (funcall silence)
    (goto-char (point-min))
    (search-forward "// NOLINTNEXTLINE(stateless-mutable-global)\nstatic int hits")
    (wait-for "the finding stays after the fix" (lambda () (not (funcall found))))
    (set-buffer-modified-p nil)))

(defun is-silencing (title)
  (string-prefix-p "silence" title))

(defun session-of-eglot ()
  (require 'eglot)
  (add-to-list 'eglot-server-programs '((c-mode c++-mode c-ts-mode c++-ts-mode) "stateless-clangd"))
  (go-through
   (lambda ()
     (apply #'eglot (eglot--guess-contact))
     (flymake-start))
   (lambda ()
     (eglot--signal-textDocument/didChange)
     (mapcar (lambda (each) (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data each)) :code))
             (flymake-diagnostics)))
   (lambda ()
     (cl-letf ((last-nonmenu-event ?\r)  ; asked for by a key, so no menu pops up
               ((symbol-function 'completing-read)
                (lambda (_prompt choices &rest _) (car (cl-find-if #'is-silencing choices :key #'car)))))
       (call-interactively #'eglot-code-actions))))
  (eglot-shutdown (eglot-current-server))
  (message "emacs: ok"))

(defun session-of-lsp-mode ()
  (require 'lsp-mode)
  (require 'lsp-clangd)
  (setq lsp-clients-clangd-executable "stateless-clangd" lsp-auto-guess-root t lsp-enable-snippet nil
        lsp-diagnostics-provider :none lsp-headerline-breadcrumb-enable nil lsp-restart 'ignore)
  (lsp-workspace-folders-add default-directory)
  (go-through
   #'lsp
   (lambda ()
     (mapcar (lambda (each) (gethash "code" each))
             (gethash (lsp--fix-path-casing (buffer-file-name)) (lsp-diagnostics t))))
   (lambda ()
     (lsp-execute-code-action
      (cl-find-if (lambda (each) (is-silencing (gethash "title" each))) (lsp-code-actions-at-point)))))
  (message "emacs: ok"))
